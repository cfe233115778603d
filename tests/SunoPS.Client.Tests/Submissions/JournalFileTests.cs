namespace SunoPS.Client.Tests.Submissions;

/// <summary>The files of the journal: reading, replacing and removing them.</summary>
public sealed class JournalFileTests : SubmissionTests
{
    private readonly List<SunoApiException> _faults = [];

    private string[] Ids =>
        [.. Journal.Read(onFault: _faults.Add, cancellationToken: Cancel).Select(record => record.EntryId)];

    [Fact]
    public async Task A_process_has_one_file_for_each_day()
    {
        JournalLine line = Line("1", 1);
        await Journal.AppendAsync(line);
        await Journal.AppendAsync(line with { Id = "2", Time = Day(2) });
        await Journal.AppendAsync(line with { State = SunoSubmissionState.Accepted, TaskId = "task-1" });

        string[] files = [.. Directory.GetFiles(Folder).Order().Select(Path.GetFileName)!];
        Assert.Equal(2, files.Length);
        string end = $"-{Environment.ProcessId}-";
        Assert.StartsWith("20200101" + end, files[0], StringComparison.Ordinal);
        Assert.StartsWith("20200102" + end, files[1], StringComparison.Ordinal);
        Assert.Equal(["1", "2"], Ids);
        Assert.Equal("task-1", Entries[0].TaskId);
    }

    [Fact]
    public async Task A_file_that_an_editor_saved_is_read()
    {
        await Journal.AppendAsync(Line("1", 1));
        await Journal.AppendAsync(Line("2", 1));
        string file = Assert.Single(Directory.GetFiles(Folder));
        string text = await File.ReadAllTextAsync(file, Cancel) + "\t\r\n";
        await File.WriteAllTextAsync(file, text, Encoding.UTF8, Cancel);

        Assert.Equal(["1", "2"], Ids);
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task A_file_that_was_replaced_or_deleted_costs_no_later_entry()
    {
        await Journal.AppendAsync(Line("1", 1));
        string file = Assert.Single(Directory.GetFiles(Folder));
        string copy = file + ".copy";
        File.Copy(file, copy);
        File.Move(copy, file, overwrite: true);
        await Journal.AppendAsync(Line("2", 1));
        Assert.Equal(["1", "2"], Ids);

        // An editor can drop the last line break.
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file, Cancel)).TrimEnd(), Cancel);
        await Journal.AppendAsync(Line("3", 1));
        Assert.Equal(["1", "2", "3"], Ids);
        Assert.Equal(3, (await File.ReadAllLinesAsync(file, Cancel)).Length);

        File.Delete(file);
        await Journal.AppendAsync(Line("4", 1));
        Assert.Equal(["4"], Ids);
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task Simultaneous_entries_are_all_written()
    {
        string[] ids = [.. Enumerable.Range(0, 100).Select(number => $"{number}").Order(StringComparer.Ordinal)];

        await Task.WhenAll(ids.Select(id => Task.Run(() => Journal.AppendAsync(Line(id, 1)), Cancel)));

        Assert.Equal(ids, Ids.Order(StringComparer.Ordinal));
        Assert.Empty(_faults);
    }

    [Theory]
    [Values(
        "null", "[]", "{}", """{"id":"x","time":"2020-01-01T00:00:00Z","state":"Accepted","taskId":"t"}""",
        """{"id":null,"time":"2020-01-01T00:00:00Z","state":"Accepted","taskId":"t","body":{}}""",
        """{"id":"","time":"2020-01-01T00:00:00Z","state":"Accepted","taskId":"t","body":{}}""",
        """{"id":"x","time":"2020-01-01T00:00:00Z","taskId":"t","body":{}}""",
        """{"id":"x","time":"2020-01-01T00:00:00Z","state":7,"taskId":"t","body":{}}""",
        """{"id":"x","time":"2020-01-01T00:00:00Z","state":"1","taskId":"t","body":{}}""",
        """{"id":"x","time":"2020-01-01T00:00:00Z","state":"7","taskId":"t","body":{}}""",
        """{"id":"x","time":"2020-01-01T00:00:00Z","state":"Accepted","body":{}}""",
        """{"id":"x","time":"2020-01-01T00:00:00Z","state":"Accepted,Unknown","taskId":"t","body":{}}""",
        """{"id":"x","time":"2020-01-01T00:00:00Z","state":"AcceptedLater","taskId":"t","body":{}}""",
        """{"id":"x","time":"yesterday","state":"Accepted","taskId":"t","body":{}}""",
        """{"id":"x","time":"2020-01-01T00:00:00Z","sta""",
        """{"id":"x","time":"2020-01-01T00:00:00Z","state":"Accepted","taskId":"","body":{}}""",
        """{"id":"x","state":"Accepted","taskId":"t","body":{}}""", "\0\0\0")]
    public async Task A_line_that_cannot_be_read_costs_nothing_but_itself(string damaged)
    {
        await WriteAsync("a.jsonl", Line("1", 1), $"{damaged}\n\n{damaged}\r\n", Line("2", 2), damaged);
        await WriteAsync("b.jsonl", "\n", Line("3", 3));

        Assert.Equal(["1", "2", "3"], Ids);
        SunoApiException fault = Assert.Single(_faults);
        Assert.Equal(SunoErrorKind.FileError, fault.Kind);
        Assert.StartsWith("3 lines of the journal file ", fault.Message, StringComparison.Ordinal);
        Assert.Contains("a.jsonl", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"x","time":"2020-01""", true)]
    [InlineData("\0\0\0", false)]
    [InlineData("""ime":"2020-01-01T00:00:00Z","state":"Pending","body":{}}""", false)]
    [InlineData("""{"id":"x","body":{}}{"id":"y","body":{}}""", false)]
    [InlineData("{\"id\":\"x\"}\r{\"id\":\"y\"}", false)]
    [InlineData("{", true)]
    [InlineData("{\n", false)]
    [InlineData("{\n{", false)]
    public async Task Only_the_beginning_of_a_line_at_the_end_is_harmless(string end, bool isHarmless)
    {
        await WriteAsync("a.jsonl", Line("1", 1), end);

        Assert.Equal(["1"], Ids);
        Assert.Equal(isHarmless, Assert.Single(_faults).IsTransient);
    }

    [Fact]
    public async Task A_line_has_a_limit()
    {
        await WriteAsync("a.jsonl", Line("1", 1), $"{{{new string(' ', 40 * 1024 * 1024)}\n", Line("2", 2));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(["1", "2"], Ids);
        Assert.StartsWith("1 line of the journal file ", Assert.Single(_faults).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 40 * 1024 * 1024);
    }

    [Fact]
    public async Task A_tail_beyond_the_limit_is_no_beginning_of_a_line()
    {
        await WriteAsync("a.jsonl", Line("1", 1), $"{{{new string(' ', JournalFile.LongestLine)}}}");

        Assert.Equal(["1"], Ids);
        Assert.False(Assert.Single(_faults).IsTransient);
    }

    [Fact]
    public async Task A_line_that_another_program_wrote_in_another_encoding_is_not_repaired()
    {
        byte[] line = (Line("2", 2) with { Body = SunoJsonObject.Parse("""{"prompt":"caf?"}""")! }).ToUtf8();
        line[Array.IndexOf(line, (byte)'?')] = 0xE9;
        await WriteAsync("a.jsonl", Line("1", 1), line);

        Assert.Equal(["1"], Ids);
        Assert.False(Assert.Single(_faults).IsTransient);
    }

    [Fact]
    public async Task An_editor_may_add_a_byte_order_mark()
    {
        await WriteAsync("a.jsonl", "\ufeff", Line("1", 1), "\ufeff", Line("2", 1));

        Assert.Equal(["1", "2"], Ids);
        Assert.Empty(_faults);
    }

    [Fact]
    public async Task A_canceled_reading_ends()
    {
        await WriteAsync("a.jsonl", Line("1", 1));

        Assert.Throws<OperationCanceledException>(
            () => Journal.Read(cancellationToken: new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("Music", """{"gpt_description_prompt":"d","prompt":"p","url":"u"}""", "d", "d", "p", null, null)]
    [InlineData("Lyrics", """{"prompt":"p","url":"u"}""", "p", null, null, "p", null)]
    [InlineData("Audio", """{"title":"t","prompt":"p","url":"u"}""", "t", null, null, null, "u")]
    public void An_entry_shows_what_was_sent(
        string kind, string body, string subject, string? description, string? lyrics, string? prompt, string? uri)
    {
        JournalLine line = Line("1", 1) with
        {
            Kind = kind,
            TaskId = "task-1",
            Body = SunoJsonObject.Parse(body)!.With([new("notify_hook", "https://example.com/")]),
            Columns = SunoJsonObject.Parse("""{"Mood":"calm"}"""),
        };

        SunoTask task = line.ToTask();
        SunoSubmissionRecord record = line.ToRecord();

        Assert.Equal((subject, "https://example.com/"), (task.Subject, task.NotifyHook));
        Assert.Equal(
            (description, lyrics, prompt, uri), (record.Description, record.Lyrics, record.Prompt, record.Uri));
        Assert.Equal(new("Mood", "calm"), Assert.Single(record.Columns));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_costs_nothing_but_itself()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a permission there.");
        await WriteAsync("a.jsonl", Line("1", 1));
        File.CreateSymbolicLink(Path.Combine(Folder, "c.jsonl"), Path.Combine(Folder, "a.jsonl"));
        Directory.CreateDirectory(Path.Combine(Folder, "d.jsonl"));
        await WriteAsync("e.jsonl", Line("2", 2));

        Assert.Equal(["1", "2"], Ids);
        Assert.All(_faults, fault => Assert.Equal(SunoErrorKind.FileError, fault.Kind));
        Assert.EndsWith(
            "c.jsonl' cannot be read: It is a link.", Assert.Single(_faults).Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_pipe_is_not_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "This makes pipes with a program of Linux.");
        await WriteAsync("a.jsonl", Line("1", 1));
        using (var process = Process.Start("mkfifo", Path.Combine(Folder, "b.jsonl")))
        {
            await process.WaitForExitAsync(Cancel);
        }

        Assert.Equal(["1"], await Task.Run(() => Ids, Cancel));
        Assert.Empty(Journal.FilesBefore(Day(0).UtcDateTime, _faults.Add, Cancel));
    }

    [Fact]
    public async Task Files_are_merged_by_time()
    {
        JournalLine[] lines = [.. Enumerable.Range(0, 7).Select(day => Line($"{day}", day))];
        await WriteAsync("b.jsonl", lines[1], lines[4]);
        await WriteAsync("a.jsonl", lines[2], lines[5]);
        await WriteAsync("20200103-7-01234567.jsonl", lines[3]);

        Assert.Equal(["1", "2", "3", "4", "5"], Ids);
        Assert.Equal(
            ["3", "4"],
            Journal.Read(Day(3).LocalDateTime, Day(4).UtcDateTime, null, Cancel).Select(record => record.EntryId));
        Assert.Empty(Journal.Read(Day(6).UtcDateTime, cancellationToken: Cancel));
        Assert.Equal(5, Journal.Read(DateTime.MinValue, DateTime.MaxValue, null, Cancel).Count);
    }

    [Fact]
    public async Task The_order_of_times_in_a_file_does_not_matter()
    {
        // The clock was set back.
        await WriteAsync("a.jsonl", Line("12", 12), Line("10", 10));

        Assert.Equal(
            ["12"],
            Journal.Read(since: Day(11).UtcDateTime, cancellationToken: Cancel).Select(record => record.EntryId));
        Assert.Equal(
            ["10"],
            Journal.Read(until: Day(11).UtcDateTime, cancellationToken: Cancel).Select(record => record.EntryId));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(20, true)]
    public async Task A_file_that_was_written_long_before_is_not_read(int hours, bool isRead)
    {
        await WriteAsync("a.jsonl", "damaged\n");
        File.SetLastWriteTimeUtc(Path.Combine(Folder, "a.jsonl"), Day(10).UtcDateTime.AddHours(hours));

        Journal.Read(Day(11).UtcDateTime.AddHours(10), onFault: _faults.Add, cancellationToken: Cancel);

        Assert.Equal(isRead, _faults.Count == 1);
    }

    [Theory]
    [Values(false, true)]
    public async Task An_outcome_counts_in_any_order_also_in_copies_of_a_file(bool isPendingLast)
    {
        JournalLine line = Line("1", 1);
        JournalLine accepted = line with { State = SunoSubmissionState.Accepted, TaskId = "task-1" };
        await WriteAsync("a.jsonl", isPendingLast ? [accepted, line] : [line, accepted]);
        await WriteAsync("b.jsonl", line);

        SunoSubmissionRecord record = Assert.Single(Entries);
        Assert.Equal((SunoSubmissionState.Accepted, "task-1"), (record.State, record.TaskId));
    }

    [Fact]
    public async Task Values_that_no_property_takes_are_ignored()
    {
        await WriteAsync(
            "a.jsonl",
            """{"id":"1","time":"2020-01-01T10:00:00Z","state":"Accepted","kind":"Music","taskId":"t","body":{"""
            + """ "continue_at":1e308,"title":7,"make_instrumental":"yes","mv":"\ud800"}}""" + "\n");

        IReadOnlyList<SunoSubmissionRecord> records = Journal.Read(onFault: _faults.Add, cancellationToken: Cancel);

        Assert.Empty(_faults);
        Assert.Equal((null, null, null), (records[0].ContinueAt, records[0].Title, records[0].Instrumental));
        Assert.NotNull(records[0].Model);
    }

    [Fact]
    public async Task Only_files_whose_newest_entry_is_older_are_removed()
    {
        await WriteAsync("a.jsonl", Line("1", 1), Line("2", 2));
        await WriteAsync("b.jsonl", Line("3", 1), Line("4", 4));
        await WriteAsync("20200102-7-01234567.jsonl", Line("5", 2));
        await WriteAsync("20200103-7-01234567.jsonl", Line("6", 3));
        await WriteAsync("empty.jsonl");
        await WriteAsync("c.jsonl", Line("7", 1), "{\"state\":\"AcceptedLater\",\"taskId\":\"paid\"}\n");
        File.SetLastWriteTimeUtc(Path.Combine(Folder, "c.jsonl"), Day(2).UtcDateTime);
        await WriteAsync("damaged-today.jsonl", "{\n");

        string[] files =
        [
            .. Journal.FilesBefore(Day(3).UtcDateTime, _faults.Add, Cancel)
                .Select(file => Path.GetFileName(file.FilePath)).Order(),
        ];

        Assert.Equal(["20200102-7-01234567.jsonl", "a.jsonl"], files);
        Assert.Contains("c.jsonl", Assert.Single(_faults).Message, StringComparison.Ordinal);
        Assert.Equal(4, Journal.FilesBefore(DateTime.MaxValue, _faults.Add, Cancel).Count());
        Assert.Empty(Journal.FilesBefore(DateTime.MinValue, _faults.Add, Cancel));
    }

    [Fact]
    public async Task An_outcome_after_its_file_was_removed_is_a_whole_entry()
    {
        var held = new HeldRequests(Gateway);
        Task<SunoTask> submission = new SunoClient(Client().Connection, listener: null, Journal)
            .SubmitAsync(Lyrics with { Name = "row 1" }, Cancel);
        await held.ArrivedAsync();
        File.Delete(Assert.Single(Directory.GetFiles(Folder)));

        held.ReleaseAll();
        await submission;

        SunoSubmissionRecord record = Assert.Single(Entries);
        Assert.Equal(
            (SunoSubmissionState.Accepted, "row 1", Lyrics.Prompt), (record.State, record.Name, record.Prompt));
    }

    private static DateTimeOffset Day(int day) =>
        new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day - 1);

    private static JournalLine Line(string id, int day) => JournalLine.TryParse(Encoding.UTF8.GetBytes(
        $$$"""{"id":"{{{id}}}","time":"{{{Day(day):O}}}","state":"Pending","kind":"Music","body":{}}"""))!;

    /// <summary>Writes a file of lines, texts and bytes.</summary>
    private Task WriteAsync(string name, params object[] parts) => File.WriteAllBytesAsync(
        Path.Combine(Folder, name),
        [
            .. parts.SelectMany(part => part switch
            {
                JournalLine line => line.ToUtf8(),
                string text => Encoding.UTF8.GetBytes(text),
                _ => (byte[])part,
            }),
        ],
        Cancel);
}
