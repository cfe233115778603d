namespace SunoPS.Client.Tests.Media;

public sealed class FolderTests : MediaTests
{
    [Fact(Timeout = Deadlock)]
    public async Task A_folder_that_vanishes_meanwhile_is_an_error_for_each_file()
    {
        var held = new HeldRequests(Gateway);
        Task<List<SunoMediaResult>> saving = SaveAsync(Options, Clip("c-1"), Clip("c-2"));
        await held.ArrivedAsync(2);
        Directory.Delete(Folder, recursive: true);
        held.ReleaseAll();

        List<SunoMediaResult> results = await saving;

        Assert.Equal(2, results.Count);
        Assert.All(results, result => Assert.Equal(SunoErrorKind.FileError, result.Error!.Kind));
        Assert.Empty(Names);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_folder_that_cannot_be_made_is_an_error_for_each_file()
    {
        await File.WriteAllTextAsync(Folder, "a file", Cancel);

        List<SunoMediaResult> results = await SaveAsync(
            Options with { Folder = Path.Combine(Folder, "below") }, Clip("c-1"), Clip("c-2"));

        Assert.All(results, result => Assert.Equal(SunoErrorKind.FileError, result.Error!.Kind));
        Assert.Equal(0, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task What_stands_in_the_way_of_a_part_is_an_error_that_names_it()
    {
        string part = PartFile.PathOf(Folder, "Audio False clip c-1");
        Directory.CreateDirectory(part);

        SunoApiException error = await FailAsync(Options, Clip("c-1"));

        Assert.Equal(SunoErrorKind.FileError, error.Kind);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_folder_that_stands_where_the_file_should_be_is_an_error_and_leaves_no_part()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "Song c-1.mp3"));

        SunoApiException error = await FailAsync(Options, Clip("c-1"));

        Assert.Equal(SunoErrorKind.FileError, error.Kind);
        Assert.Empty(Names);
    }

    [Fact(Timeout = Deadlock)]
    public async Task Two_savers_never_write_one_part()
    {
        var held = new HeldRequests(Gateway);
        Task<List<SunoMediaResult>> first = SaveAsync(Options, Clip("c-1"));
        await held.ArrivedAsync();

        SunoApiException error = await FailAsync(Options, Clip("c-1"));
        held.ReleaseAll();

        Assert.Equal(SunoErrorKind.FileError, error.Kind);
        Assert.Contains("another command", error.Message, StringComparison.Ordinal);
        Assert.Null(Assert.Single(await first).Error);
        Assert.Equal(Content("c-1"), Read("Song c-1.mp3"));
        Assert.Equal(["Song c-1.mp3"], Names);
    }
}
