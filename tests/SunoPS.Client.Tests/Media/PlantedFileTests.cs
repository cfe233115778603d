namespace SunoPS.Client.Tests.Media;

/// <summary>Files that another user puts into the folder change neither the content nor the place of a file.</summary>
public sealed class PlantedFileTests : MediaTests
{
    [Theory(Timeout = Deadlock)]
    [InlineData("{Title}", "Song c-1.mp3")]
    [InlineData("{Title} {ClipId}", "Song c-1.mp3")]
    public async Task A_pipe_at_the_final_name_is_no_file(string template, string saved)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders.");
        Directory.CreateDirectory(Folder);
        string pipe = template == "{Title}" ? "Song" : "Song c-1";
        foreach (string extension in (string[])[".mp3", ".txt", ".json"])
        {
            await MakePipeAsync(Path.Combine(Folder, pipe + extension));
        }

        SunoClip clip = Clip("c-1").With(changed => changed.Prompt = "la");
        SunoMedia[] media = [SunoMedia.Audio, SunoMedia.Lyrics];
        List<SunoMediaResult> results = await SaveAsync(
            Options with { NameTemplate = template, Media = media, Metadata = true }, clip);

        Assert.Equal([saved, "Song c-1.txt", "Song c-1.json"], results.Select(result => Path.GetFileName(result.Path)));
        Assert.All(results, result => Assert.False(result.WasThere));
        Assert.Equal(Content("c-1"), Read(saved));
    }

    [Theory(Timeout = Deadlock)]
    [InlineData(25, false)]
    [InlineData(23, true)]
    public async Task Leftovers_that_are_older_than_a_day_are_removed(int hours, bool stays)
    {
        string[] leftovers = [".sunops-0123456789abcdef.part", ".sunops-0123456789-fedcba.part"];
        string[] others = [".sunops-x.mp3", "sunops-x.part", "song.part"];
        Directory.CreateDirectory(Folder);
        foreach (string path in leftovers.Concat(others).Select(name => Path.Combine(Folder, name)))
        {
            await File.WriteAllTextAsync(path, "x", Cancel);
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-hours));
        }

        await SaveAsync(Options, Clip("c-1"));

        string[] left = [.. others, "Song c-1.mp3", .. stays ? leftovers : []];
        Assert.Equal(left.Order(StringComparer.Ordinal), Names);
    }

    [Fact(Timeout = Deadlock)]
    public async Task The_target_of_a_link_among_the_leftovers_stays()
    {
        SkipWithoutLinks();
        string victim = await PlantAsync("victim");
        File.CreateSymbolicLink(Path.Combine(Folder, ".sunops-link.part"), victim);
        File.SetLastWriteTimeUtc(victim, DateTime.UtcNow.AddDays(-2));

        await SaveAsync(Options, Clip("c-1"));

        Assert.Equal("mine", await File.ReadAllTextAsync(victim, Cancel));
    }

    [Theory(Timeout = Deadlock)]
    [InlineData(null, false)]
    [InlineData("file", false)]
    [InlineData("link", false)]
    [InlineData("link to a file of the same length", false)]
    [InlineData(null, true)]
    [InlineData("file", true)]
    [InlineData("link", true)]
    [InlineData("link to a file of the same length", true)]
    public async Task A_download_that_another_program_removes_or_replaces_gets_no_name(string? planted, bool overwrite)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows locks the file.");
        var held = new HeldRequests(Gateway);
        Task<List<SunoMediaResult>> saving = SaveAsync(Options with { Overwrite = overwrite }, Clip("c-1"));
        await held.ArrivedAsync();
        string part = Path.Combine(Folder, Assert.Single(Names));
        File.Delete(part);
        if (planted == "file")
        {
            await File.WriteAllTextAsync(part, "ID3 planted", Cancel);
        }
        else if (planted is not null)
        {
            string target = Path.Combine(Path.GetDirectoryName(Folder)!, "target");
            int length = planted == "link" ? 1 : Content("c-1").Length;
            await File.WriteAllBytesAsync(target, new byte[length], Cancel);
            File.CreateSymbolicLink(part, target);
        }

        held.ReleaseAll();

        Assert.Equal(SunoErrorKind.FileError, Assert.Single(await saving).Error!.Kind);
        Assert.Empty(Names);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_link_at_the_name_of_a_folder_leads_nowhere()
    {
        SkipWithoutLinks();
        string elsewhere = Path.Combine(Path.GetDirectoryName(Folder)!, "elsewhere");
        Directory.CreateDirectory(elsewhere);
        Directory.CreateDirectory(Folder);
        Directory.CreateSymbolicLink(Path.Combine(Folder, "Album"), elsewhere);

        foreach (string template in (string[])["Album/{Title}", "Album/{Index}/{Title}"])
        {
            SunoApiException error = await FailAsync(Options with { NameTemplate = template }, Clip("c-1"));

            Assert.Equal(SunoErrorKind.FileError, error.Kind);
            Assert.Contains("is a link", error.Message, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
    }

    [Theory(Timeout = Deadlock)]
    [Values(false, true)]
    public async Task A_dangling_link_at_the_final_name_counts_as_absent(bool isLoop)
    {
        SkipWithoutLinks();
        ClientBuild.SkipForDesktop("On .NET Framework such a link has no length; here it has that of its text.");
        Directory.CreateDirectory(Folder);
        string nowhere = Path.Combine(Folder, "..", "nowhere");
        foreach (string name in (string[])["Song c-1.mp3", "Song c-1.json"])
        {
            string path = Path.Combine(Folder, name);
            File.CreateSymbolicLink(path, isLoop ? path : nowhere);
        }

        List<SunoMediaResult> results = await SaveAsync(Options with { Metadata = true }, Clip("c-1"));

        Assert.All(results, result => Assert.False(result.WasThere));
        Assert.All(results, result => Assert.Null(new FileInfo(result.Path!).LinkTarget));
        Assert.Equal(Content("c-1"), Read("Song c-1.mp3"));
        Assert.False(File.Exists(nowhere));
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_link_to_a_file_at_the_final_name_stays()
    {
        SkipWithoutLinks();
        string elsewhere = await PlantAsync("elsewhere");
        File.CreateSymbolicLink(Path.Combine(Folder, "Song c-1.mp3"), elsewhere);

        Assert.True(Assert.Single(await SaveAsync(Options, Clip("c-1"))).WasThere);
        Assert.Equal("mine", await File.ReadAllTextAsync(elsewhere, Cancel));
        Assert.Null(Assert.Single(await SaveAsync(Options with { Overwrite = true }, Clip("c-1"))).Error);
        Assert.Equal("mine", await File.ReadAllTextAsync(elsewhere, Cancel));
        Assert.Equal(Content("c-1"), Read("Song c-1.mp3"));
    }

    private static void SkipWithoutLinks() =>
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there that users do not have.");

    /// <summary>Writes a file that no download may touch, outside of the folder.</summary>
    private async Task<string> PlantAsync(string name)
    {
        Directory.CreateDirectory(Folder);
        string path = Path.Combine(Path.GetDirectoryName(Folder)!, name);
        await File.WriteAllTextAsync(path, "mine", Cancel);
        return path;
    }

    private static async Task MakePipeAsync(string path)
    {
        using Process process = Process.Start("mkfifo", [path]);
        await process.WaitForExitAsync(Cancel);
        Assert.Equal(0, process.ExitCode);
    }
}
