using System.Net.Http.Headers;

namespace SunoPS.Client.Tests.Media;

public sealed class SavingTests : MediaTests
{
    private static readonly PropertyInfo[] ClipProperties = typeof(SunoClip).GetProperties();

    private static readonly DateTime Sample = new(2024, 5, 20, 7, 55, 49, DateTimeKind.Local);

    private static readonly SunoMedia[] Everything = [SunoMedia.Audio, SunoMedia.Video, SunoMedia.Image];

    [Fact(Timeout = Deadlock)]
    public async Task Each_media_becomes_a_file_in_the_requested_order()
    {
        List<SunoMediaResult> results = await SaveAsync(Options with { Media = Everything }, Clip("c-1"), Clip("c-2"));

        string[] names =
            ["Song c-1.mp3", "Song c-1.mp4", "Song c-1.jpeg", "Song c-2.mp3", "Song c-2.mp4", "Song c-2.jpeg"];
        Assert.Equal(names.Select(name => Path.Combine(Folder, name)), results.Select(result => result.Path));
        Assert.Equal(names.Order(StringComparer.Ordinal), Names);
        Assert.All(names, name => Assert.Equal(Content(name[5..8], Path.GetExtension(name)), Read(name)));
        Assert.All(results, result => Assert.False(result.WasThere));
    }

    [Fact(Timeout = Deadlock)]
    public async Task The_extension_matches_the_content()
    {
        SunoClip clip = Clip("c-1").With(changed =>
        {
            changed.AudioUrl = Address("c-1", ".wav");
            changed.ImageLargeUrl = Address("large", ".png");
        });

        List<SunoMediaResult> results = await SaveAsync(
            Options with { Media = [SunoMedia.Audio, SunoMedia.Image] }, clip);

        Assert.Equal(["Song c-1.wav", "Song c-1.png"], results.Select(result => Path.GetFileName(result.Path)));
        Assert.Equal(Content("large", ".png"), Read("Song c-1.png"));
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_repeated_clip_is_saved_once()
    {
        Assert.Single(await SaveAsync(Options, Clip("c-1"), Clip("c-1"), Clip("c-1", "Other title")));
        Assert.Equal(1, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_second_run_sends_no_request_and_changes_nothing()
    {
        await SaveAsync(Options with { Media = Everything, Metadata = true }, Clip("c-1"));
        Dictionary<string, DateTime> before = Directory.GetFiles(Folder)
            .ToDictionary(path => path, File.GetLastWriteTimeUtc);
        Gateway.Log.Clear();

        List<SunoMediaResult> results = await SaveAsync(
            Options with { Media = Everything, Metadata = true }, Clip("c-1"));

        Assert.All(results, result => Assert.True(result.WasThere));
        Assert.All(results, result => Assert.Equal(result.Path, result.Plan.ExistingPath));
        Assert.Equal(4, results.Count);
        Assert.Equal(0, Gateway.Log.Requests);
        Assert.Equal(before, Directory.GetFiles(Folder).ToDictionary(path => path, File.GetLastWriteTimeUtc));
    }

    [Fact(Timeout = Deadlock)]
    public async Task If_the_name_has_no_id_a_second_run_asks_the_host_for_the_length()
    {
        SunoMediaOptions options = Options with { NameTemplate = "{Title}" };
        await SaveAsync(options, Clip("c-1"));
        Gateway.Log.Clear();

        SunoMediaResult again = Assert.Single(await SaveAsync(options, Clip("c-1")));

        Assert.True(again.WasThere);
        Assert.Equal(["Song.mp3"], Names);
        Assert.Equal("HEAD", OnlyRequest.Method);
    }

    [Fact(Timeout = Deadlock)]
    public async Task The_file_of_another_clip_stays_and_the_new_one_gets_its_id()
    {
        SunoMediaOptions options = Options with { NameTemplate = "{Title}" };
        await SaveAsync(options, Clip("c-1"));

        Assert.Equal("Song c-2.mp3", await SaveOneAsync(options, Clip("c-2")));
        Gateway.Log.Clear();
        Assert.Equal("Song c-2.mp3", await SaveOneAsync(options, Clip("c-2")));

        Assert.Equal(0, Gateway.Log.Requests);
        Assert.Equal(Content("c-1"), Read("Song.mp3"));
        Assert.Equal(Content("c-2"), Read("Song c-2.mp3"));

        // In another order, too.
        await SaveAsync(options, Clip("c-2"), Clip("c-1"));
        Assert.Equal(["Song c-2.mp3", "Song.mp3"], Names.Order(StringComparer.Ordinal));
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_file_of_another_length_belongs_to_another_clip()
    {
        Directory.CreateDirectory(Folder);
        byte[] longer = [.. Content("c-1"), 0];
        await File.WriteAllBytesAsync(Path.Combine(Folder, "Longer.mp3"), longer, Cancel);
        await File.WriteAllBytesAsync(Path.Combine(Folder, "Empty.mp3"), [], Cancel);

        List<SunoMediaResult> results = await SaveAsync(
            Options with { NameTemplate = "{Title}" }, Clip("c-1", "Longer"), Clip("c-2", "Empty"));

        Assert.Equal(["Longer c-1.mp3", "Empty c-2.mp3"], results.Select(result => Path.GetFileName(result.Path)));
        Assert.Equal(longer, Read("Longer.mp3"));
        Assert.Empty(Read("Empty.mp3"));
    }

    [Fact(Timeout = Deadlock)]
    public async Task An_empty_file_with_the_id_in_its_name_does_not_count_as_saved()
    {
        Directory.CreateDirectory(Folder);
        foreach (string name in (string[])["Song c-1.mp3", "Song c-1.json"])
        {
            await File.WriteAllBytesAsync(Path.Combine(Folder, name), [], Cancel);
        }

        List<SunoMediaResult> results = await SaveAsync(Options with { Metadata = true }, Clip("c-1"));

        Assert.All(results, result => Assert.False(result.WasThere));
        Assert.Equal(Content("c-1"), Read("Song c-1.mp3"));
        Assert.NotEmpty(Read("Song c-1.json"));
    }

    [Theory(Timeout = Deadlock)]
    [InlineData("c-1", "Song.mp3", null)]
    [InlineData("c-1", "Song.mp3", FaultKind.Status, 404)]
    [InlineData("c-1", "Song.mp3", FaultKind.Status, 501)]
    [InlineData("c-1", "Song.mp3", FaultKind.Status, 500)]
    [InlineData("c-1", "Song.mp3", FaultKind.CloseBeforeHeaders)]
    [InlineData("c-2", "Song c-2.mp3", FaultKind.Status, 403)]
    public async Task If_one_request_does_not_tell_the_length_the_content_counts(
        string id, string name, FaultKind? fault, int status = 0)
    {
        SunoMediaOptions options = Options with { NameTemplate = "{Title}" };
        Host = Host with { SaysLength = false };
        await SaveAsync(options, Clip("c-1"));
        if (fault is { } kind)
        {
            Gateway.Faults.Add(new GatewayFault { Kind = kind, Status = status, Times = 1 });
        }

        SunoMediaResult again = Assert.Single(await SaveAsync(options, Clip(id)));

        Assert.Equal((name, id == "c-1"), (Path.GetFileName(again.Path), again.WasThere));
        Assert.Equal(id == "c-1" ? [name] : [name, "Song.mp3"], Names);
        Assert.Equal(Content("c-1"), Read("Song.mp3"));
    }

    [Theory(Timeout = Deadlock)]
    [Values("../../../outside", "..\\outside", "/etc/outside", "C:\\outside", "..", "NUL", "~/outside", "a\0b")]
    public async Task No_title_and_no_id_leads_out_of_the_folder(string hostile)
    {
        SunoClip clip = Clip("c-1", hostile).With(changed =>
        {
            changed.ClipId = hostile;
            changed.TaskId = hostile;
            changed.ModelName = hostile;
            changed.Tags = hostile;
        });

        await SaveOneAsync(
            Options with { NameTemplate = "{Title}{ClipId}{TaskId}{Model}{Tags}", Metadata = false }, clip);

        Assert.Single(Names);
        Assert.Equal([Folder], Directory.GetFileSystemEntries(Path.GetDirectoryName(Folder)!));
    }

    [Fact(Timeout = Deadlock)]
    public async Task With_overwriting_a_new_file_replaces_the_old()
    {
        await SaveAsync(Options, Clip("c-1"));
        Host = Host with { Version = 2 };

        SunoMediaResult result = Assert.Single(await SaveAsync(Options with { Overwrite = true }, Clip("c-1")));

        Assert.False(result.WasThere);
        Assert.Equal(["Song c-1.mp3"], Names);
        Assert.Equal(Content("c-1"), Read("Song c-1.mp3"));
    }

    [Fact(Timeout = Deadlock)]
    public async Task With_overwriting_two_clips_of_one_run_still_get_two_files()
    {
        List<SunoMediaResult> results = await SaveAsync(
            Options with { Overwrite = true, NameTemplate = "{Title}" }, Clip("c-1"), Clip("c-2"));

        Assert.Equal(["Song.mp3", "Song c-2.mp3"], results.Select(result => Path.GetFileName(result.Path)));
    }

    [Theory(Timeout = Deadlock)]
    [InlineData(false, "Song c-1.mp3")]
    [InlineData(true, "Song.mp3")]
    public async Task A_file_that_appears_meanwhile_stays_and_counts_if_it_is_the_same(bool isSame, string name)
    {
        byte[] other = isSame ? Content("c-1") : "of somebody else"u8.ToArray();
        var held = new HeldRequests(Gateway);
        Task<List<SunoMediaResult>> saving = SaveAsync(Options with { NameTemplate = "{Title}" }, Clip("c-1"));
        await held.ArrivedAsync();
        await File.WriteAllBytesAsync(Path.Combine(Folder, "Song.mp3"), other, Cancel);
        held.ReleaseAll();

        SunoMediaResult result = Assert.Single(await saving);

        Assert.Equal((name, isSame), (Path.GetFileName(result.Path), result.WasThere));
        Assert.Equal(other, Read("Song.mp3"));
        Assert.Equal(isSame ? 1 : 2, Names.Length);
    }

    [Theory(Timeout = Deadlock)]
    [Values(SunoClipStatus.Submitted, SunoClipStatus.Queued, SunoClipStatus.Streaming)]
    public async Task A_clip_that_is_being_generated_is_rejected_once_with_advice(SunoClipStatus status)
    {
        SunoClip clip = Clip("c-1").With(changed => changed.Status = status);

        SunoApiException error = await FailAsync(Options with { Media = Everything, Metadata = true }, clip);

        Assert.Equal((SunoErrorKind.MediaNotReady, Remedy.WaitForTask), (error.Kind, error.Remedy));
        Assert.Equal(0, Gateway.Log.Requests);
        Assert.False(Directory.Exists(Folder));
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_streaming_clip_is_saved_with_a_suffix()
    {
        SunoMediaOptions options = Options with { IncludeStreaming = true };
        Host = Host with { SaysLength = false };

        SunoClip streaming = Clip("c-1").With(changed => changed.Status = SunoClipStatus.Streaming);

        Assert.Equal("Song c-1 (streaming).mp3", await SaveOneAsync(options, streaming));
        Assert.Equal("Song c-1.mp3", await SaveOneAsync(options, Clip("c-1")));
    }

    [Fact(Timeout = Deadlock)]
    public async Task Each_media_without_an_address_is_a_separate_error()
    {
        SunoClip clip = Clip("c-1").With(changed =>
        {
            changed.VideoUrl = null;
            changed.ImageUrl = "  ";
            changed.Status = SunoClipStatus.Error;
            changed.ErrorMessage = "Too loud.";
        });

        List<SunoMediaResult> results = await SaveAsync(Options with { Media = Everything }, clip);

        Assert.NotNull(results[0].Path);
        Assert.Equal(
            [SunoErrorKind.MediaNotFound, SunoErrorKind.MediaNotFound],
            results.Skip(1).Select(result => result.Error!.Kind));
        Assert.Contains("has no video address", results[1].Error!.Message, StringComparison.Ordinal);
        Assert.Contains("Too loud.", results[1].Error!.Message, StringComparison.Ordinal);
        Assert.Equal(Remedy.None, results[1].Error!.Remedy);
    }

    [Fact(Timeout = Deadlock)]
    public async Task Metadata_holds_every_property_of_the_clip()
    {
        // Set by reflection, so that a new property cannot be forgotten.
        SunoClip clip = Clip("c-1").With(changed =>
        {
            foreach (PropertyInfo property in ClipProperties.Where(property => property.CanWrite))
            {
                property.SetValue(changed, SampleOf(property, property.GetValue(changed)));
            }
        });

        List<SunoMediaResult> results = await SaveAsync(Options with { Metadata = true }, clip, Clip("c-2"));

        Assert.EndsWith(".json", results[1].Path, StringComparison.Ordinal);
        string json = await File.ReadAllTextAsync(results[1].Path!, Cancel);
        JsonElement root = JsonDocument.Parse(json).RootElement;
        Assert.Equal(
            ClipProperties.Select(property => property.Name), root.EnumerateObject().Select(value => value.Name));
        Assert.Contains("\u6c34\u4e2d\u6708 <&> of Prompt", json, StringComparison.Ordinal);
        Assert.Equal("c-1", root.GetProperty("ClipId").GetString());
        Assert.Equal("00:03:39.5000000", root.GetProperty("ContinueAt").GetString());
        Assert.Equal("Complete", root.GetProperty("Status").GetString());
        Assert.Equal(new DateTimeOffset(Sample), root.GetProperty("UpdateTime").GetDateTimeOffset());
        Assert.Matches("T.*[+-][0-9]{2}:[0-9]{2}$", root.GetProperty("UpdateTime").GetString());
        Assert.Contains("""{"play_count":3,"exact":1.10,"deep":{"a":[1,null]}}""", json, StringComparison.Ordinal);
        JsonElement other = JsonDocument.Parse(await File.ReadAllTextAsync(results[3].Path!, Cancel)).RootElement;
        Assert.False(other.TryGetProperty("Prompt", out _));
        Assert.All(other.EnumerateObject(), value => Assert.NotEqual(JsonValueKind.Null, value.Value.ValueKind));
    }

    [Fact(Timeout = Deadlock)]
    public async Task Lyrics_become_a_text_file_beside_the_song()
    {
        SunoMediaOptions options = Options with { Media = [SunoMedia.Audio, SunoMedia.Lyrics] };
        SunoClip clip = Clip("c-1").With(changed => changed.Prompt = "[Verse]\n\u6c34\u4e2d\u6708");

        List<SunoMediaResult> first = await SaveAsync(options, clip, Clip("c-2"));
        List<SunoMediaResult> second = await SaveAsync(options, clip);

        Assert.Equal(["Song c-1.mp3", "Song c-1.txt", "Song c-2.mp3"], Names);
        Assert.Equal("[Verse]\n\u6c34\u4e2d\u6708"u8, Read("Song c-1.txt"));
        Assert.Equal(3, first.Count);
        Assert.All(second, result => Assert.True(result.WasThere));
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_file_that_cannot_be_read_belongs_to_another_clip()
    {
        SunoMediaOptions options = Options with { Media = [SunoMedia.Lyrics], NameTemplate = "{Title}" };
        var lyrics = new SunoLyrics { Id = "l-1", TaskId = "t-1", Title = "Rain", Text = "la" };
        Directory.CreateDirectory(Folder);
        await using var locked = new FileStream(
            Path.Combine(Folder, "Rain.txt"), FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1);
        locked.Write("lo"u8);

        Assert.Equal("Rain l-1.txt", await SaveLyricsAsync(options, lyrics));
    }

    [Fact(Timeout = Deadlock)]
    public async Task Lyrics_of_a_task_without_clips_are_saved_under_the_same_rules()
    {
        SunoMediaOptions options = Options with { Media = [SunoMedia.Lyrics], NameTemplate = "{Title}" };
        var lyrics = new SunoLyrics { Id = "l-1", TaskId = "t-1", Title = "Rain", Text = "la" };
        var other = new SunoLyrics { Id = "l-2", TaskId = "t-2", Title = "Rain", Text = "lo" };

        Assert.Equal("Rain.txt", await SaveLyricsAsync(options, lyrics));
        Assert.Equal("Rain.txt", await SaveLyricsAsync(options, lyrics));
        Assert.Equal("Rain l-2.txt", await SaveLyricsAsync(options, other));
        Assert.Equal("la"u8, Read("Rain.txt"));
        Assert.Equal("lo"u8, Read("Rain l-2.txt"));

        var nameless = new SunoLyrics { TaskId = "t-3", Title = "Snow", Text = "li" };
        Assert.Equal("Snow.txt", await SaveLyricsAsync(options, nameless));

        using var saver = new SunoMediaSaver(Options);
        Assert.Empty(saver.Plan(lyrics));

        using var empty = new SunoMediaSaver(options);
        var failed = new SunoLyrics { TaskId = "t-4", RawStatus = "odd", ErrorMessage = "Too rude." };
        SunoApiException error = Assert.Single(empty.Plan(failed)).Error!;
        Assert.Equal(SunoErrorKind.MediaNotFound, error.Kind);
        Assert.Contains("has no lyrics (status odd): Too rude.", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlock)]
    public async Task Metadata_of_another_clip_stays()
    {
        SunoMediaOptions options = Options with { Metadata = true, NameTemplate = "{Title}" };
        await SaveAsync(options, Clip("c-1"));
        string first = await File.ReadAllTextAsync(Path.Combine(Folder, "Song.json"), Cancel);

        await SaveAsync(options, Clip("c-2"));
        await SaveAsync(options, Clip("c-1"));

        Assert.Equal(["Song c-2.json", "Song c-2.mp3", "Song.json", "Song.mp3"], Names);
        Assert.Equal(first, await File.ReadAllTextAsync(Path.Combine(Folder, "Song.json"), Cancel));
    }

    [Fact(Timeout = Deadlock)]
    public async Task Templates_make_folders_with_the_columns_of_the_user()
    {
        SunoMediaOptions options = Options with
        {
            Metadata = true,
            NameTemplate = "{Album}/{Track:00} {Title}",
        };
        var columns = new Dictionary<string, object?> { ["Album"] = "../A: B", ["Track"] = "7" };
        string[] expected = ["07 Song.json", "07 Song.mp3"];

        for (int run = 0; run < 2; run++)
        {
            using var saver = new SunoMediaSaver(options, cancellationToken: Cancel);
            Assert.All(saver.Plan(Clip("c-1"), columns: columns), plan => Assert.True(saver.TryAdd(plan)));
            Assert.All(await saver.DrainAsync(), result =>
            {
                Assert.Equal(run > 0, result.WasThere);
                Assert.Same(columns, result.Plan.Columns);
            });

            string album = Assert.Single(Directory.GetDirectories(Folder));
            Assert.Equal("_A_ B", Path.GetFileName(album));
            Assert.Equal(expected, Directory.GetFiles(album).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void A_column_of_an_earlier_row_is_known_and_any_other_is_not()
    {
        using var saver = new SunoMediaSaver(Options with { NameTemplate = "{Album}/{Title}" });

        Refused.Argument(() => saver.Plan(Clip("c-1")));
        saver.Plan(Clip("c-2"), columns: new Dictionary<string, object?> { ["Album"] = "A" });
        SunoMediaPlan plan = Assert.Single(saver.Plan(Clip("c-3")));

        Assert.Equal(Path.Combine(Folder, "Song.mp3"), plan.Path);
    }

    [Theory(Timeout = Deadlock)]
    [Values("{Title} {ClipId}", "{Title}", "{Index}{ClipId}", "{Title}{ClipId}", "{ClipId8}", "fixed")]
    public async Task Different_clips_get_different_files_in_every_run(string template)
    {
        SunoMediaOptions options = Options with { NameTemplate = template };
        (string Id, string Task, int Index, string Title)[] given =
        [
            ("x/y", "t-1", 1, "same"), ("x_y", "t-1", 2, "same"),
            ("id\u200b", "t-2", 1, "same"), ("id", "t-2", 2, "same"),
            ("23", "t-3", 1, "same"), ("3", "t-3", 12, "same"), ("2x", "t-4", 1, "same"), ("x", "t-4", 12, "same"),
            ("1", "t-5", 1, "same"), ("2", "t-5", 2, "same"), ("1", "t-6", 1, "same"), ("2", "t-6", 2, "same"),
            ("c-9", "t-7", 1, "same"), ("c-9", "t-8", 1, "same"), ("c-8", "t-9", 1, "same c-9"),
            ("ABC", "t-10", 1, "same"), ("abc", "t-10", 2, "SAME"), ("", "t-11", 1, "same"), ("", "t-11", 2, "same"),
            ("n-1", "t-12", 1, "Caf\u00e9"), ("n-2", "t-12", 2, "Cafe\u0301"), ("n-3", "t-12", 3, "CAF\u00c9"),
            ("n-4", "t-12", 4, "caf\u00e9 "), ("n-5", "t-12", 5, "Caf\u00e9."), ("n-6", "t-12", 6, "Caf\u00e9\u200b"),
            ("n-7", "t-12", 7, "Ca\u200df\u00e9"), ("n-8", "t-12", 8, "Cafe\ufe0f\u0301"),
            ("n-9", "t-12", 9, "Caf\u00e9\U000E0100"),
        ];
        SunoClip[] clips =
        [
            .. given.Select((values, number) => Clip($"file-{number}", values.Title).With(changed =>
            {
                changed.ClipId = values.Id;
                changed.TaskId = values.Task;
                changed.Index = values.Index;
            })),
        ];

        List<SunoMediaResult> first = await SaveAsync(options, clips);
        List<SunoMediaResult> second = await SaveAsync(options, clips);

        Assert.Equal(clips.Length, first.Select(
            result => Regex.Replace(result.Path!, "[\u200d\ufe0f]|\U000E0100", "").Normalize().ToUpperInvariant())
            .Distinct().Count());
        Assert.Equal(first.Select(result => result.Path), second.Select(result => result.Path));
        Assert.All(second, result => Assert.True(result.WasThere));
        Assert.All(first, result => Assert.Equal(
            Content(new Uri(result.Plan.Clip.AudioUrl!).Segments[^1][..^4]), File.ReadAllBytes(result.Path!)));
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_complete_clip_replaces_an_incomplete_one_and_not_the_other_way_round()
    {
        SunoClip streaming = Clip("c-1").With(changed => changed.Status = SunoClipStatus.Streaming);

        List<SunoMediaResult> results = await SaveAsync(Options, streaming, streaming, Clip("c-1"), streaming);

        Assert.Equal([SunoErrorKind.MediaNotReady, null], results.Select(result => result.Error?.Kind));
        Assert.Equal("Song c-1.mp3", Path.GetFileName(results[1].Path));
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_withheld_file_is_an_error_without_a_request()
    {
        SunoClip clip = Clip("c-1").With(changed =>
        {
            changed.AudioUrl = new Uri(Gateway.BaseUri, "api/forbidden").AbsoluteUri;
            changed.VideoUrl = new Uri(Gateway.BaseUri, "None.mp4").AbsoluteUri;
        });

        List<SunoMediaResult> results = await SaveAsync(
            Options with { Media = [SunoMedia.Audio, SunoMedia.Video] }, clip);

        Assert.All(results, result => Assert.Equal(SunoErrorKind.MediaNotFound, result.Error?.Kind));
        Assert.All(results, result => Assert.Equal(Remedy.None, result.Error?.Remedy));
        Assert.Equal(0, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task Downloads_in_flight_reach_the_limit_and_no_more()
    {
        var held = new HeldRequests(Gateway);
        Task<List<SunoMediaResult>> saving = SaveAsync(
            Options with { Network = NoRetry with { ThrottleLimit = 3 } },
            Enumerable.Range(0, 12).Select(number => Clip($"c-{number}")));

        await held.ArrivedAsync(3);
        held.ReleaseAll();

        Assert.Equal(12, (await saving).Count);
        Assert.Equal(3, Gateway.Log.MaxInFlight);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_slow_download_delays_results_but_no_other_download()
    {
        var held = new HeldRequests(
            Gateway, request => request.Path.Value!.Contains("c-0", StringComparison.Ordinal), othersWaitFor: 1);
        Task<List<SunoMediaResult>> saving = SaveAsync(
            Options with { Network = NoRetry with { ThrottleLimit = 2 } },
            Enumerable.Range(0, 12).Select(number => Clip($"c-{number}")));
        while (Gateway.Log.Requests < 12)
        {
            await Task.Delay(10, Cancel);
        }

        held.ReleaseAll();

        Assert.Equal(
            Enumerable.Range(0, 12).Select(number => $"c-{number}"),
            (await saving).Select(result => result.Plan.Clip.ClipId));
    }

    [Fact(Timeout = Deadlock)]
    public async Task The_media_host_of_these_tests_counts_keys()
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, Address("c-1", ".mp3"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Gateway.ApiKey);
        using HttpResponseMessage response = await client.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.NotImplemented, response.StatusCode);
        Assert.Equal(1, Gateway.Media.KeysSeen);
    }

    [Fact]
    public void Errors_are_about_the_clip_or_what_it_was_read_from()
    {
        using var saver = new SunoMediaSaver(Options);
        object row = new();
        SunoClip clip = Clip("c-1");

        Assert.Same(row, Assert.Single(saver.Plan(Clip("c-2"), row)).Target);
        SunoMediaPlan plan = Assert.Single(saver.Plan(clip));
        Assert.Same(clip, plan.Target);
        Assert.Same(clip, plan.Clip);
    }

    private static async Task<string> SaveLyricsAsync(SunoMediaOptions options, SunoLyrics lyrics)
    {
        using var saver = new SunoMediaSaver(options, cancellationToken: Cancel);
        Assert.True(saver.TryAdd(Assert.Single(saver.Plan(lyrics))));
        return Path.GetFileName((await saver.NextAsync()).Path!);
    }

    /// <summary>Returns the value of a property, or a sample if it has none.</summary>
    private static object SampleOf(PropertyInfo property, object? own) => own switch
    {
        SunoJsonObject => SunoJsonObject.Parse("""{"play_count":3,"exact":1.10,"deep":{"a":[1,null]}}""")!,
        not null => own,
        _ when property.PropertyType == typeof(DateTime?) => Sample,
        _ when property.PropertyType == typeof(TimeSpan?) => TimeSpan.FromSeconds(219.5),
        _ when property.PropertyType == typeof(bool?) => true,
        _ when property.PropertyType == typeof(int?) => 3,
        _ => $"\u6c34\u4e2d\u6708 <&> of {property.Name}",
    };
}
