namespace SunoPS.Client.Tests.Media;

/// <summary>Another user who can write to the folder must not redirect a download with links.</summary>
public sealed class LinkTests : MediaTests
{
    private const string Mine = "what no download may touch";

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

    private async Task<string> PlantAsync(string name, string text)
    {
        Directory.CreateDirectory(Folder);
        string path = Path.Combine(Path.GetDirectoryName(Folder)!, name);
        await File.WriteAllTextAsync(path, text, Cancel);
        return path;
    }
}
