namespace SunoPS;

/// <summary>One clip of a playlist: its saved files, the user's columns, and the choice that was made of it.</summary>
internal sealed class PlaylistClip(SunoClip clip)
{
    public SunoClip Clip { get; private set; } = clip;

    /// <summary>The full paths of the saved files.</summary>
    public Dictionary<SunoMedia, string> Files { get; } = [];

    public Dictionary<string, string> Columns { get; } = new(StringComparer.OrdinalIgnoreCase);

    public bool IsChosen { get; set; }

    public string? Note { get; set; }

    /// <summary>The full path of the song, as audio if there is one, else as video; null if it is not saved.</summary>
    public string? SongFile => FileOf(SunoMedia.Audio) ?? FileOf(SunoMedia.Video);

    public bool HasSong => SongFile is not null || AddressOf(SunoMedia.Audio) is not null;

    public string? FileOf(SunoMedia media) => Files.TryGetValue(media, out string? file) ? file : null;

    /// <summary>The web address of a medium; null if there is none that a player can open.</summary>
    public Uri? AddressOf(SunoMedia media) =>
        Uri.TryCreate(Clip.AddressOf(media), UriKind.Absolute, out Uri? address)
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
        && address.UserInfo.Length == 0
        && ConnectionRules.HasValidHost(address)
            ? address
            : null;

    /// <summary>Adds what another object says of the same clip, such as its cover or an earlier choice.</summary>
    public void Merge(PlaylistClip other)
    {
        // A row of an earlier choice knows less of the clip than the clip itself.
        Clip = Clip.AudioUrl is null && Clip.Duration is null ? other.Clip : Clip;
        foreach (KeyValuePair<SunoMedia, string> file in other.Files)
        {
            Files[file.Key] = file.Value;
        }

        foreach (KeyValuePair<string, string> column in other.Columns)
        {
            Columns[column.Key] = column.Value;
        }

        IsChosen |= other.IsChosen;
        Note ??= other.Note;
    }
}
