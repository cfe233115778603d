namespace SunoPS.Client.Tests.Submissions;

/// <summary>The journal of submissions over real HTTP.</summary>
public sealed class JournalTests : SubmissionTests
{
    private SunoSubmissionRecord OnlyRecord => Assert.Single(Entries);

    private string UnwritableFolder => Path.Combine(Folder, "file");

    [Fact]
    public async Task An_accepted_submission_has_its_task_and_the_sent_content()
    {
        var submission = new SunoMusicSubmission
        {
            Name = "row 1",
            Lyrics = "[Verse]\r\n\"la\" – 安静 \u2028\0",
            Title = "La",
            Tag = "pop, calm",
            NegativeTag = "metal",
            Instrumental = true,
            Model = "chirp-v4",
            ContinueClipId = "clip-1",
            ContinueAt = TimeSpan.FromTicks(5_700_000),
            ContinueTaskId = "task-1",
            NotifyHook = "https://example.com/hook",
        };

        SunoTask task = await JournaledClient().SubmitAsync(submission, Cancel);

        SunoSubmissionRecord record = OnlyRecord;
        Assert.Equal((SunoSubmissionState.Accepted, task.TaskId), (record.State, record.TaskId));
        Assert.Equal(("Music", "MUSIC", "row 1"), (record.Kind, record.Action, record.Name));
        Assert.Equal((Gateway.BaseUri.Authority, null), (record.Gateway, record.Error));
        Assert.Equal(submission.Lyrics, record.Lyrics);
        Assert.Equal(("La", "pop, calm", "metal"), (record.Title, record.Tag, record.NegativeTag));
        Assert.Equal((true, "chirp-v4"), (record.Instrumental, record.Model));
        Assert.Equal(("clip-1", "task-1"), (record.ContinueClipId, record.ContinueTaskId));
        Assert.Equal((submission.ContinueAt, submission.NotifyHook), (record.ContinueAt, record.NotifyHook));
        Assert.InRange(record.SubmitTime, DateTime.Now.AddMinutes(-5), DateTime.Now);
        Assert.All(Lines(), line => JsonDocument.Parse(line).Dispose());
        Assert.Equal(2, Lines().Length);
    }

    [Fact]
    public async Task The_entry_is_written_before_the_request_arrives()
    {
        var held = new HeldRequests(Gateway);
        Task<SunoTask> submission = JournaledClient().SubmitAsync(Lyrics, Cancel);
        await held.ArrivedAsync();

        SunoSubmissionRecord record = OnlyRecord;
        Assert.Equal(
            (SunoSubmissionState.Pending, "a harbour at night", null), (record.State, record.Prompt, record.TaskId));

        held.ReleaseAll();
        await submission;
        Assert.Equal(SunoSubmissionState.Accepted, OnlyRecord.State);
    }

    [Fact]
    public async Task A_rejected_submission_has_its_error()
    {
        Answer(new CannedAnswer { Status = 400, Body = """{"error":{"message":"no such model"}}""" });

        SunoApiException error = await FailAsync();

        Assert.Equal((SunoSubmissionState.Refused, error.Message), (OnlyRecord.State, OnlyRecord.Error));
    }

    [Fact]
    public async Task An_unknown_outcome_has_the_id_of_its_entry()
    {
        Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.ResetBeforeHeaders, IsAfterWork = true });

        SunoApiException error = await FailAsync();

        Assert.Equal(SunoErrorKind.SubmissionUnknown, error.Kind);
        Assert.Equal(SunoSubmissionState.Unknown, OnlyRecord.State);
        Assert.Equal((Remedy.SeeJournal, OnlyRecord.EntryId), (error.Remedy, error.RemedyTarget));
    }

    [Fact]
    public async Task An_invalid_submission_is_not_in_it()
    {
        await ErrorOfAsync(() => JournaledClient().SubmitAsync(new SunoLyricsSubmission(), Cancel));

        Assert.Empty(Entries);
        Assert.Empty(Directory.GetFileSystemEntries(Folder));
    }

    [Fact]
    public async Task The_outcome_is_journaled_after_cancellation()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var held = new HeldRequests(Gateway);
        Task<SunoTask> submission = JournaledClient().SubmitAsync(Lyrics, stop.Token);
        await held.ArrivedAsync();

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submission);
        held.ReleaseAll();

        await UntilAsync(() => OnlyRecord.State == SunoSubmissionState.Accepted);
        Assert.Equal(Assert.Single(Gateway.Submissions.TaskIds), OnlyRecord.TaskId);
    }

    [Fact]
    public async Task A_disposed_pipeline_sends_nothing_more_and_reads_what_is_in_flight()
    {
        var held = new HeldRequests(Gateway);
        SunoSubmissionPipeline pipeline = JournaledClient().OpenSubmissionPipeline(4, cancellationToken: Cancel);
        for (int i = 0; i < 6; i++)
        {
            Assert.True(pipeline.TryAdd(new SunoLyricsSubmission { Prompt = $"prompt {i}" }));
        }

        await held.ArrivedAsync(4);
        Assert.Equal((4, 0), (pipeline.InFlightCount, pipeline.AcceptedCount));
        pipeline.Dispose();
        held.ReleaseAll();

        await UntilAsync(() => Entries.All(record => record.State != SunoSubmissionState.Pending));
        Assert.Equal(
            [.. Gateway.Submissions.TaskIds.Order(), null, null],
            Entries.OrderBy(record => record.State).ThenBy(record => record.TaskId).Select(record => record.TaskId));
        Assert.False(pipeline.TryAdd(Lyrics));
    }

    [Fact]
    public async Task A_stop_ends_the_wait_for_a_retry()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Answer(Canned.Busy("60", 429));
        Task<SunoTask> submission = JournaledClient(Retry).SubmitAsync(Lyrics, stop.Token);
        await Listener.NextAsync(SunoRequestEventKind.Retry);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submission);
        await UntilAsync(() => OnlyRecord.State == SunoSubmissionState.NotSent);
        Assert.Null(OnlyRecord.Error);
        Assert.Equal(1, Gateway.Log.Requests);
    }

    [Fact]
    public async Task A_pipeline_counts_what_it_has_sent()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        using SunoSubmissionPipeline pipeline =
            JournaledClient().OpenSubmissionPipeline(2, cancellationToken: stop.Token);
        Answer(new CannedAnswer { Status = 400, Body = Wire.Error("no such model") });
        Assert.True(pipeline.TryAdd(Lyrics));
        Assert.True(await pipeline.WaitToReadAsync());
        Assert.True(pipeline.TryRead(out _));
        Assert.True(pipeline.TryAdd(Lyrics));
        Assert.True(await pipeline.WaitToReadAsync());
        Assert.True(pipeline.TryRead(out SunoSubmissionResult result));
        Assert.NotNull(result.Task);

        // Every outcome is in the journal.
        Assert.False(await pipeline.WaitToReadAsync());

        Assert.Equal((0, 1, true), (pipeline.InFlightCount, pipeline.AcceptedCount, pipeline.IsJournaled));
        pipeline.Close();
        Assert.False(pipeline.TryAdd(Lyrics));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await pipeline.WaitToReadAsync());
        using SunoSubmissionPipeline withoutJournal = Client().OpenSubmissionPipeline(cancellationToken: Cancel);
        Assert.False(withoutJournal.IsJournaled);
    }

    [Fact]
    public async Task A_pipeline_that_is_closed_while_the_journal_is_written_sends_nothing()
    {
        SunoSubmissionPipeline? pipeline = null;
        var atFault = new ActingListener(() => pipeline!.Close());
        using (pipeline = UnwritableClient("file", atFault).OpenSubmissionPipeline(cancellationToken: Cancel))
        {
            Assert.True(pipeline.TryAdd(Lyrics));

            Assert.Null(Assert.Single(await pipeline.DrainAsync()).Task);
        }

        Assert.Equal(0, Gateway.Log.Requests);
    }

    [Fact]
    public void The_name_of_an_entry_has_no_half_of_a_character() => Assert.Equal(
        "beach \ufffd", JournaledClient().Prepare(Lyrics with { Name = "beach \ud83d" }).Line.Name);

    [Fact]
    public async Task An_outcome_counts_if_only_it_can_be_written()
    {
        var held = new HeldRequests(Gateway);
        Answer(new CannedAnswer { Status = 504, Body = "" });
        Task<SunoTask> submission = UnwritableClient("file").SubmitAsync(Lyrics, Cancel);
        await held.ArrivedAsync();
        File.Delete(UnwritableFolder);
        held.ReleaseAll();

        SunoApiException error = await ErrorOfAsync(() => submission);

        SunoSubmissionRecord record = Assert.Single(
            SunoSubmissionJournal.Open(UnwritableFolder).Read(cancellationToken: Cancel));
        Assert.Equal(SunoSubmissionState.Unknown, record.State);
        Assert.Equal((Remedy.SeeJournal, record.EntryId), (error.Remedy, error.RemedyTarget));
    }

    [Fact]
    public async Task A_word_that_is_the_key_stays_in_a_text_that_can_be_submitted_again()
    {
        var connection = new SunoConnection(SunoGateway.Custom with { BaseUri = Gateway.BaseUri }, "music");
        var submission = new SunoMusicSubmission { Description = "calm music" };

        await ErrorOfAsync(() => new SunoClient(connection, null, Journal).SubmitAsync(submission, Cancel));

        Assert.Equal("calm music", OnlyRecord.Description);
    }

    [Fact]
    public async Task The_key_is_in_no_journal()
    {
        string key = Gateway.ApiKey;
        Answer(new CannedAnswer { Status = 400, Body = $$$"""{"error":{"message":"the key {{{key}}} is bad"}}""" });
        var submission = new SunoMusicSubmission
        {
            Name = $"name {key}",
            Lyrics = $"lyrics {key}",
            Title = key,
            Tag = key,
            NegativeTag = key,
            Model = key,
            ContinueClipId = key,
            ContinueTaskId = key,
            NotifyHook = $"https://example.com/{key}",
        };

        await ErrorOfAsync(() => JournaledClient().SubmitAsync(submission, Cancel));
        await JournaledClient().SubmitAsync(new SunoLyricsSubmission { Prompt = $"about {key}" }, Cancel);
        await JournaledClient().SubmitAsync(new SunoJoinSubmission { ClipId = key }, Cancel);
        await JournaledClient().SubmitAsync(new SunoMusicSubmission { Description = $"about {key}" }, Cancel);

        Assert.Equal(4, Entries.Count);
        Assert.DoesNotContain(key, string.Concat(Lines()), StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", string.Concat(Lines()), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Only_the_owner_can_access_folder_and_file()
    {
        ClientBuild.SkipForDesktop("On Windows, the only system of that build, the user's profile protects them.");
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The user's profile protects them.");
            return;
        }

        string folder = Path.Combine(Folder, "data", "journal");
        var client = new SunoClient(Client().Connection, listener: null, SunoSubmissionJournal.Open(folder));

        await client.SubmitAsync(Lyrics, Cancel);

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(owner | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.Equal(owner, File.GetUnixFileMode(Assert.Single(Directory.GetFiles(folder))));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_gives_one_warning()
    {
        using SunoSubmissionPipeline pipeline = UnwritableClient(Path.Combine("file", "journal"))
            .OpenSubmissionPipeline(cancellationToken: Cancel);
        Assert.True(pipeline.TryAdd(Lyrics));
        Assert.True(pipeline.TryAdd(Lyrics));
        Assert.Equal(2, (await pipeline.DrainAsync()).Count(static result => result.Task is not null));

        Assert.Equal(2, Gateway.Submissions.Accepted);
        Assert.False(pipeline.IsJournaled);
        string told = Assert.Single(
            Listener.Events, static told => told.Kind == SunoRequestEventKind.JournalFault).Message;
        Assert.StartsWith("The journal of submissions could not be written: ", told, StringComparison.Ordinal);
        Assert.Contains(UnwritableFolder, told, StringComparison.Ordinal);
        Assert.EndsWith(". Keep the task ids of your submissions.", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_gives_one_warning_and_damages_no_entry()
    {
        using var disk = SmallDisk.Mount(kiB: 16);
        Assert.SkipWhen(disk is null, "No disk can be mounted here.");
        var journal = SunoSubmissionJournal.Open(disk.Path);
        var client = new SunoClient(Client().Connection, Listener, journal);
        string text = new('x', 700);
        await SubmitAllAsync(
            client, Enumerable.Range(0, 40).Select(number => new SunoLyricsSubmission { Prompt = $"{number} {text}" }));

        Assert.Equal(40, Gateway.Submissions.Accepted);
        Assert.Single(Listener.Events, told => told.Kind == SunoRequestEventKind.JournalFault);
        int full = journal.Read(cancellationToken: Cancel).Count;
        Assert.InRange(full, 5, 39);
        Assert.All(
            OpenFile.ReadAllLines(Assert.Single(Directory.GetFiles(disk.Path))), line =>
                Assert.NotNull(JournalLine.TryParse(Encoding.UTF8.GetBytes(line))));

        disk.Resize(kiB: 1024);
        SunoTask task = await client.SubmitAsync(Lyrics, Cancel);

        Assert.Equal(full + 1, journal.Read(cancellationToken: Cancel).Count);
        Assert.Equal(task.TaskId, journal.Read(cancellationToken: Cancel)[^1].TaskId);
    }

    [Theory]
    [InlineData("Pending", "Pending 0", "Pending 0")]
    [InlineData("Unknown", "Unknown 0", "Unknown 0")]
    [InlineData("Accepted", "Accepted 0", null)]
    [InlineData("Refused", null, null)]
    [InlineData("NotSent", null, null)]
    [InlineData("Unknown Pending Refused", "Pending 1", "Pending 1")]
    [InlineData("Accepted Unknown Refused", "Accepted 0", "Unknown 1")]
    [InlineData("Unknown Accepted Accepted NotSent", "Accepted 2", "Unknown 0")]
    public void The_newest_accepted_entry_counts_else_the_newest_one_that_may_be_charged(
        string states, string? found, string? open)
    {
        DateTimeOffset time = DateTimeOffset.UnixEpoch;
        JournalLine[] entries =
        [
            .. states.Split(' ').Select(static state => Enum.Parse<SunoSubmissionState>(state)).Select((state, i) =>
                LineOf(Lyrics with { Name = "song" }) with
                {
                    Id = $"{i}", State = state, Time = time.AddSeconds(i), TaskId = $"task {i}",
                }),
        ];

        var history = new SubmissionHistory(Enumerable.Reverse(entries), isByName: true);

        Assert.Equal(found, Find("song"));
        Assert.Equal(open, Shown(history.FindOpen(LineOf(Lyrics with { Name = "song" }))));
        Assert.Null(Find("another song"));
        Assert.Null(history.Find(LineOf(new SunoMusicSubmission { Description = Lyrics.Prompt, Name = "song" })));
        var elsewhere = new SunoClient(new SunoConnection(SunoGateway.Ecovai, "another-key"));
        Assert.Null(history.Find(elsewhere.Prepare(Lyrics with { Name = "song" }).Line));
        history = new SubmissionHistory(entries, isByName: false);
        Assert.Equal(found, Find("another song"));

        string? Find(string name) => Shown(history.Find(LineOf(Lyrics with { Name = name })));
        string? Shown(JournalLine? entry) => entry is null ? null : $"{entry.State} {entry.Id}";
        JournalLine LineOf(SunoSubmission submission) => JournaledClient().Prepare(submission).Line;
    }

    [Theory]
    [InlineData("a.example", "A.EXAMPLE", true)]
    [InlineData("a.example", null, true)]
    [InlineData(null, "a.example", true)]
    [InlineData("a.example", "b.example", false)]
    public void The_entry_of_a_task_is_found_by_its_id_and_gateway(string? gateway, string? asked, bool isFound)
    {
        JournalLine entry = JournaledClient().Prepare(Lyrics).Line with
            { State = SunoSubmissionState.Accepted, TaskId = "task-a", Gateway = gateway, BaseUri = null };
        Assert.NotEqual((entry with { Gateway = "c.example" }).Content, entry.Content);

        var history = new SubmissionHistory([entry, entry with { TaskId = "task-B" }], isByName: true);
        Assert.Equal(isFound ? entry : null, history.FindTask("TASK-A", asked));
        Assert.Null(history.FindTask("task-c", asked));
        JournalLine exact = entry with { TaskId = "TASK-A" };
        history = new SubmissionHistory([exact, entry], isByName: true);
        Assert.Equal(isFound ? exact : null, history.FindTask("TASK-A", asked));
    }

    [Fact]
    public async Task A_pipeline_that_requires_the_journal_sends_nothing_that_is_not_in_the_journal()
    {
        using SunoSubmissionPipeline pipeline =
            UnwritableClient("file").OpenSubmissionPipeline(isJournalRequired: true, cancellationToken: Cancel);

        Assert.True(pipeline.TryAdd(Lyrics));

        SunoSubmissionResult result = Assert.Single(await pipeline.DrainAsync());
        Assert.Equal((SunoErrorKind.FileError, true), (result.Error!.Kind, result.Error.IsNotSent));
        Assert.Equal("The submission was not sent, because the journal could not be written.", result.Error.Message);
        Assert.Equal(0, pipeline.InFlightCount);
        Assert.Equal(0, Gateway.Log.Requests);
    }

    [Fact]
    public void Only_an_absolute_path_is_a_folder() => Refused.Argument(() => SunoSubmissionJournal.Open("journal"));

    [Fact]
    public void The_default_folder_is_the_users_own()
    {
        string? folder = SunoSubmissionJournal.DefaultFolder;

        Assert.SkipWhen(folder is null, "This user has no home.");
        Assert.EndsWith(Path.Combine("SunoPS", "journal"), folder, StringComparison.Ordinal);
        Assert.True(Path.IsPathFullyQualified(folder));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            await Task.Delay(5, Cancel);
        }
    }

    private SunoClient JournaledClient(SunoConnectionOptions? options = null) =>
        new(Client(options).Connection, Listener, Journal);

    /// <summary>Creates a client whose journal is a file, or below one.</summary>
    private SunoClient UnwritableClient(string journal, IProgress<SunoRequestEvent>? listener = null)
    {
        File.WriteAllText(UnwritableFolder, "");
        return new SunoClient(
            Client().Connection, listener ?? Listener,
            SunoSubmissionJournal.Open(Path.Combine(Folder, journal)));
    }

    private Task<SunoApiException> FailAsync() => ErrorOfAsync(() => JournaledClient().SubmitAsync(Lyrics, Cancel));

    private string[] Lines() => Directory.GetFiles(Folder).SelectMany(OpenFile.ReadAllLines).ToArray();

    private sealed class ActingListener(Action act) : IProgress<SunoRequestEvent>
    {
        public void Report(SunoRequestEvent value) => act();
    }

    /// <summary>A memory disk of a few KiB.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public string Path => _folder.Path;

        /// <summary>Mounts a disk; null if the user or the system cannot.</summary>
        public static SmallDisk? Mount(int kiB)
        {
            var disk = new SmallDisk();
            if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={kiB}k", "tmpfs", disk.Path))
            {
                return disk;
            }

            disk._folder.Dispose();
            return null;
        }

        public void Resize(int kiB) => Assert.True(Run("mount", "-o", $"remount,size={kiB}k", Path));

        public void Dispose()
        {
            Run("umount", "-l", Path);
            _folder.Dispose();
        }

        private static bool Run(string program, params string[] arguments)
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
    }
}
