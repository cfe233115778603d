namespace SunoPS.Client.Tests.Media;

/// <summary>Another user who can write to the folder must not redirect a download with links.</summary>
public sealed class LinkTests : MediaTests
{
    private const string Mine = "what no download may touch";

    [Theory(Timeout = Deadlock)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_at_the_name_of_a_part_is_never_written_through(bool isSymbolic)
    {
        SkipWithoutLinks();
        string victim = await PlantAsync("victim", Mine);
        string part = await CutAsync();
        string note = part + ".json";
        File.Delete(part);
        Link(part, victim, isSymbolic);

        Assert.Equal("Song c-1.mp3", await SaveOneAsync(Options, Clip("c-1")));

        Assert.Equal(Mine, await File.ReadAllTextAsync(victim, Cancel));
        Assert.Equal(Content("c-1"), Read("Song c-1.mp3"));
        Assert.False(File.Exists(note) && !isSymbolic);
    }

    [Theory(Timeout = Deadlock)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_link_at_the_name_of_a_note_is_never_written_through(bool isSymbolic)
    {
        SkipWithoutLinks();
        string victim = await PlantAsync("victim", Mine);
        string note = await CutAsync() + ".json";
        File.Delete(note);
        Link(note, victim, isSymbolic);

        Assert.Equal("Song c-1.mp3", await SaveOneAsync(Options, Clip("c-1")));

        Assert.Equal(Mine, await File.ReadAllTextAsync(victim, Cancel));
        Assert.Equal(Content("c-1"), Read("Song c-1.mp3"));
    }

    [Theory(Timeout = Deadlock)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Links_at_the_old_predictable_names_are_never_written_through(bool isSymbolic)
    {
        SkipWithoutLinks();
        string victim = await PlantAsync("victim", Mine);
        foreach (string key in (string[])["Audio False clip c-1", "metadata clip c-1", ".json clip c-1"])
        {
            Link(Path.Combine(Folder, $".sunops-{MediaNameTemplate.Digest(key)}.part"), victim, isSymbolic);
        }

        await SaveAsync(Options with { Metadata = true }, Clip("c-1"));

        Assert.Equal(Mine, await File.ReadAllTextAsync(victim, Cancel));
        Assert.Equal(Content("c-1"), Read("Song c-1.mp3"));
        Assert.Contains("Song c-1.json", Names);
    }

    [Theory(Timeout = Deadlock)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_dangling_link_at_the_final_name_counts_as_absent(bool isLoop)
    {
        SkipWithoutLinks();
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
        string elsewhere = await PlantAsync("elsewhere", Mine);
        File.CreateSymbolicLink(Path.Combine(Folder, "Song c-1.mp3"), elsewhere);

        Assert.True(Assert.Single(await SaveAsync(Options, Clip("c-1"))).WasThere);
        Assert.Equal(Mine, await File.ReadAllTextAsync(elsewhere, Cancel));
        Assert.Null(Assert.Single(await SaveAsync(Options with { Overwrite = true }, Clip("c-1"))).Error);
        Assert.Equal(Mine, await File.ReadAllTextAsync(elsewhere, Cancel));
        Assert.Equal(Content("c-1"), Read("Song c-1.mp3"));
    }

    private static void SkipWithoutLinks() =>
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a right there that users do not have.");

    private static void Link(string path, string target, bool isSymbolic)
    {
        if (isSymbolic)
        {
            File.CreateSymbolicLink(path, target);
            return;
        }

        using var ln = System.Diagnostics.Process.Start("ln", [target, path]);
        ln.WaitForExit();
        Assert.Equal(0, ln.ExitCode);
    }

    private async Task<string> PlantAsync(string name, string text)
    {
        Directory.CreateDirectory(Folder);
        string path = Path.Combine(Path.GetDirectoryName(Folder)!, name);
        await File.WriteAllTextAsync(path, text, Cancel);
        return path;
    }

    /// <summary>Leaves a resumable part file.</summary>
    /// <returns>The path of the part file.</returns>
    private async Task<string> CutAsync()
    {
        for (int seed = 1; Names.Length == 0; seed++)
        {
            Host = Host with { CutRate = 1, Seed = seed };
            await FailAsync(Options, Clip("c-1"));
        }

        Host = Host with { CutRate = 0 };
        return Assert.Single(Directory.GetFiles(Folder, ".*.part"));
    }
}
