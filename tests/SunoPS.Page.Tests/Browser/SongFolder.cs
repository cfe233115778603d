namespace SunoPS.Page.Tests.Browser;

/// <summary>A folder with songs that a browser can play, and pages of them.</summary>
internal sealed class SongFolder : IDisposable
{
    private const int SampleRate = 4000;

    /// <summary>Seconds; no test takes as long, so that a song that plays still plays when a test looks.</summary>
    private const double LongSong = 300;

    private static readonly string[] Titles = ["Harbour Lights", "城市之光", "Paper Boats", "Neon Rain"];

    private readonly Playlist _playlist = new();

    public string Path { get; } = Directory.CreateTempSubdirectory("SunoPS.Page.Tests.").FullName;

    /// <summary>Adds songs with two saved variants each.</summary>
    public SongFolder AddSongs(int count, double seconds = LongSong)
    {
        for (int number = 1; number <= count; number++)
        {
            for (int index = 1; index <= 2; index++)
            {
                SunoClip clip = NewClip(number, index, Titles[(number - 1) % Titles.Length]);
                Add(clip, number, WriteSong($"{number}/{index} #1.wav", seconds));
            }
        }

        return this;
    }

    public static SunoClip NewClip(int number, int index, string title) => new()
    {
        TaskId = $"task-{number}",
        ClipId = $"clip-{number}-{index}",
        Index = index,
        Title = title,
        Tags = number % 2 == 0 ? "lo-fi, rain" : "dream pop",
        Prompt = $"[Verse]\nThe words of the {number}th song",
        ModelName = "chirp-v4",
        // Later songs are shorter.
        Duration = TimeSpan.FromSeconds(10_000 - number),
    };

    /// <summary>Adds a clip in an album.</summary>
    public PlaylistClip Add(SunoClip clip, int number = 1, string? file = null)
    {
        var added = new PlaylistClip(clip);
        added.Columns["Album"] = number % 2 == 0 ? "Even" : "Odd";
        if (file is not null)
        {
            added.Files[SunoMedia.Audio] = file;
        }

        _playlist.Add(added);
        return added;
    }

    /// <summary>The full path of a file in the folder.</summary>
    public string PathOf(string name) => System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, name));

    /// <summary>Writes silence as a WAV file.</summary>
    public string WriteSong(string name, double seconds = LongSong)
    {
        string path = PathOf(name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        int length = (int)(seconds * SampleRate);
        using var writer = new BinaryWriter(File.Create(path), Encoding.ASCII);
        writer.Write("RIFF"u8);
        writer.Write(36 + length);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)1);
        writer.Write((short)1);
        writer.Write(SampleRate);
        writer.Write(SampleRate);
        writer.Write((short)1);
        writer.Write((short)8);
        writer.Write("data"u8);
        writer.Write(length);
        byte[] silence = new byte[length];
        Array.Fill(silence, (byte)128);
        writer.Write(silence);
        return path;
    }

    /// <summary>Writes the page, and returns its path.</summary>
    public string WritePage(string title = "Songs")
    {
        string path = System.IO.Path.Combine(Path, "index.html");
        PartFile.Write(path, SongPage.Of(_playlist, Path, title), overwrite: true);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
