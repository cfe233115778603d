namespace SunoPS.Client.Tests.Media;

public sealed class FolderTests : MediaTests
{
    [Fact(Timeout = Deadlock)]
    public async Task A_folder_that_is_deleted_meanwhile_is_an_error_for_each_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps a folder with an open file.");
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
    public async Task An_unexpected_fault_is_the_error_of_its_clip()
    {
        using var saver = new SunoMediaSaver(Options, new FaultyListener(), cancellationToken: Cancel);
        Assert.All([.. saver.Plan(Clip("c-1")), .. saver.Plan(Clip("c-2"))], plan => Assert.True(saver.TryAdd(plan)));

        Assert.Equal([SunoErrorKind.FileError, null], (await saver.DrainAsync()).Select(result => result.Error?.Kind));
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

    [Theory(Timeout = Deadlock)]
    [Values(true, false)]
    public async Task A_rename_that_fails_is_retried_for_a_second(bool isTemporary)
    {
        var time = new ManualTime();
        string path = Directory.CreateDirectory(Path.Combine(Folder, "Song c-1.mp3")).FullName;
        using var saver = new SunoMediaSaver(Options, time: time, cancellationToken: Cancel);
        Assert.True(saver.TryAdd(Assert.Single(saver.Plan(Clip("c-1")))));
        Task<bool> saving = saver.WaitToReadAsync().AsTask();
        TimeSpan waited = TimeSpan.Zero;
        while (waited < TimeSpan.FromSeconds(isTemporary ? 0.1 : 1))
        {
            TimeSpan wait = await time.NextWaitAsync();
            waited += wait;
            if (isTemporary)
            {
                Directory.Delete(path);
            }

            time.Advance(wait);
        }

        Assert.True(await saving);
        Assert.True(saver.TryRead(out SunoMediaResult result));
        if (isTemporary)
        {
            Assert.Equal(Content("c-1"), Read("Song c-1.mp3"));
        }
        else
        {
            Assert.Equal(SunoErrorKind.FileError, result.Error!.Kind);
            Assert.Contains("is a folder", result.Error.Message, StringComparison.Ordinal);
            Assert.Empty(Names);
        }
    }

    [Theory]
    [InlineData(11)]
    [InlineData(35)]
    [InlineData(unchecked((int)0x80070020))]
    public void The_error_of_a_file_in_use_has_the_reason(int code)
    {
        SunoApiException error = MediaErrors.FromRename(new IOException("In use.", code), "a.mp3");

        Assert.Equal(SunoErrorKind.FileError, error.Kind);
        Assert.Contains("'a.mp3' is in use by another program", error.Message, StringComparison.Ordinal);
        Assert.Equal(Remedy.CloseFile, error.Remedy);
    }

    [Fact]
    public void The_error_of_a_name_that_is_not_valid_says_it_once()
    {
        const string path = "C:\\a?b";
        var exception = new IOException($"The syntax is incorrect. : '{path}'", unchecked((int)0x8007007B));
        var other = new IOException($"No space left on device : '{path}'", 28);

        SunoApiException error = MediaErrors.FromFile(exception, path);

        Assert.Equal($"'{path}' is not a valid name on this system.", error.Message);
        Assert.Equal(Remedy.UseOtherFolder, error.Remedy);
        Assert.Equal(2, MediaErrors.FromFile(other, path).Message.Split(path).Length);
    }

    private sealed class FaultyListener : IProgress<SunoRequestEvent>
    {
        public void Report(SunoRequestEvent value)
        {
            if (value.Message.Contains("c-1", StringComparison.Ordinal))
            {
                throw new InvalidOperationException();
            }
        }
    }
}
