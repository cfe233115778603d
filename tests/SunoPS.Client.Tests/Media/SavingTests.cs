using System.Text.Json;

namespace SunoPS.Client.Tests.Media;

public sealed class SavingTests : MediaTests
{
    private static readonly SunoMedia[] Everything = [SunoMedia.Audio, SunoMedia.Video, SunoMedia.Image];

    [Fact(Timeout = Deadlock)]
    public async Task Each_media_becomes_a_file_in_the_order_asked_for()
    {
        List<SunoMediaResult> results = await SaveAsync(Options with { Media = Everything }, Clip("c-1"), Clip("c-2"));

        string[] names =
        [
            "Song c-1.mp3", "Song c-1.mp4", "Song c-1.jpeg", "Song c-2.mp3", "Song c-2.mp4", "Song c-2.jpeg",
        ];
        Assert.Equal(names.Select(name => Path.Combine(Folder, name)), results.Select(result => result.Path));
        Assert.Equal(names.Order(StringComparer.Ordinal), Names);
        Assert.All(names, name => Assert.Equal(Content(name[5..8], Path.GetExtension(name)), Read(name)));
        Assert.All(results, result => Assert.False(result.WasThere));
    }

    [Fact(Timeout = Deadlock)]
    public async Task The_name_ends_as_the_content_does()
    {
        SunoMediaSource clip = Clip("c-1") with
            { AudioUrl = Address("c-1", ".wav"), ImageLargeUrl = Address("large", ".png") };

        List<SunoMediaResult> results = await SaveAsync(
            Options with { Media = [SunoMedia.Audio, SunoMedia.Image] }, clip);

        Assert.Equal(["Song c-1.wav", "Song c-1.png"], results.Select(result => Path.GetFileName(result.Path)));
        Assert.Equal(Content("large", ".png"), Read("Song c-1.png"));
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_clip_that_comes_again_is_saved_once()
    {
        Assert.Single(await SaveAsync(Options, Clip("c-1"), Clip("c-1"), Clip("c-1", "Other title")));
        Assert.Equal(1, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_second_run_asks_for_nothing_and_changes_nothing()
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

    [Theory(Timeout = Deadlock)]
    [InlineData(true, 16)]
    [InlineData(true, 300_000)]
    [InlineData(false, 300_000)]
    public async Task Where_the_name_holds_no_id_a_second_run_compares_with_the_host(bool takesRanges, int bytes)
    {
        Host = Host with { TakesRanges = takesRanges, Bytes = Math.Max(64, bytes) };
        SunoMediaOptions options = Options with { NameTemplate = "{Title}" };
        await SaveAsync(options, Clip("c-1"));

        SunoMediaResult again = Assert.Single(await SaveAsync(options, Clip("c-1")));

        Assert.True(again.WasThere);
        Assert.Equal(["Song.mp3"], Names);
        Assert.Equal(2, Gateway.Log.Requests);
    }

    [Theory(Timeout = Deadlock)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_file_of_another_clip_stays_and_the_new_one_gets_its_id(bool takesRanges)
    {
        Host = Host with { TakesRanges = takesRanges };
        SunoMediaOptions options = Options with { NameTemplate = "{Title}" };
        await SaveAsync(options, Clip("c-1"));

        Assert.Equal("Song c-2.mp3", await SaveOneAsync(options, Clip("c-2")));
        Assert.Equal("Song c-2.mp3", await SaveOneAsync(options, Clip("c-2")));
        Assert.Equal(Content("c-1"), Read("Song.mp3"));
        Assert.Equal(Content("c-2"), Read("Song c-2.mp3"));
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_file_that_differs_in_one_byte_of_its_end_or_in_its_length_is_of_another()
    {
        SunoMediaOptions options = Options with { NameTemplate = "{Title}" };
        Directory.CreateDirectory(Folder);
        byte[] content = Content("c-1");
        content[^1]++;
        await File.WriteAllBytesAsync(Path.Combine(Folder, "Song.mp3"), content, Cancel);
        await File.WriteAllBytesAsync(Path.Combine(Folder, "Longer.mp3"), [.. Content("c-2"), 0], Cancel);
        await File.WriteAllBytesAsync(Path.Combine(Folder, "Empty.mp3"), [], Cancel);

        List<SunoMediaResult> results = await SaveAsync(
            options, Clip("c-1"), Clip("c-2", "Longer"), Clip("c-3", "Empty"));

        Assert.Equal(
            ["Song c-1.mp3", "Longer c-2.mp3", "Empty c-3.mp3"],
            results.Select(result => Path.GetFileName(result.Path)));
        Assert.Equal(content, Read("Song.mp3"));
    }

    [Fact(Timeout = Deadlock)]
    public async Task Clips_of_one_title_never_get_one_name_whatever_case_and_form_it_has()
    {
        string[] titles = ["Caf\u00e9", "Cafe\u0301", "CAF\u00c9", "caf\u00e9 ", "Caf\u00e9.", "Caf\u00e9\u200b"];
        SunoMediaSource[] clips = [.. titles.Select((title, index) => Clip($"c-{index}", title))];

        List<SunoMediaResult> results = await SaveAsync(Options with { NameTemplate = "{Title}" }, clips);

        Assert.Equal(titles.Length, results.Select(result => result.Path!.ToUpperInvariant()).Distinct().Count());
        Assert.Equal("Caf\u00e9.mp3", Path.GetFileName(results[0].Path));
        Assert.All(
            results, result => Assert.Equal(Content(result.Plan.Source.ClipId), File.ReadAllBytes(result.Path!)));
    }

    [Theory(Timeout = Deadlock)]
    [InlineData("../../../outside")]
    [InlineData("..\\outside")]
    [InlineData("/etc/outside")]
    [InlineData("C:\\outside")]
    [InlineData("..")]
    [InlineData("NUL")]
    [InlineData("~/outside")]
    [InlineData("a\0b")]
    public async Task No_title_and_no_id_leads_out_of_the_folder(string hostile)
    {
        SunoMediaSource clip = Clip("c-1", hostile) with
            { ClipId = hostile, TaskId = hostile, ModelName = hostile, Tags = hostile };

        await SaveOneAsync(
            Options with { NameTemplate = "{Title}{ClipId}{TaskId}{Model}{Tags}", Metadata = false }, clip);

        Assert.Single(Names);
        Assert.Equal([Folder], Directory.GetFileSystemEntries(Path.GetDirectoryName(Folder)!));
    }

    [Fact(Timeout = Deadlock)]
    public async Task With_overwriting_a_new_file_takes_the_place_of_the_old()
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

    [Fact(Timeout = Deadlock)]
    public async Task A_file_that_appears_meanwhile_is_not_overwritten()
    {
        var held = new HeldRequests(Gateway);
        Task<List<SunoMediaResult>> saving = SaveAsync(Options with { NameTemplate = "{Title}" }, Clip("c-1"));
        await held.ArrivedAsync();
        await File.WriteAllTextAsync(Path.Combine(Folder, "Song.mp3"), "of somebody else", Cancel);
        held.ReleaseAll();

        SunoMediaResult result = Assert.Single(await saving);

        Assert.Equal("Song c-1.mp3", Path.GetFileName(result.Path));
        Assert.Equal("of somebody else", await File.ReadAllTextAsync(Path.Combine(Folder, "Song.mp3"), Cancel));
        Assert.Equal(Content("c-1"), Read("Song c-1.mp3"));
    }

    [Theory(Timeout = Deadlock)]
    [InlineData(SunoClipStatus.Submitted)]
    [InlineData(SunoClipStatus.Queued)]
    [InlineData(SunoClipStatus.Streaming)]
    public async Task A_clip_that_is_being_made_is_refused_once_with_advice(SunoClipStatus status)
    {
        SunoApiException error = await FailAsync(
            Options with { Media = Everything, Metadata = true }, Clip("c-1") with { Status = status });

        Assert.Equal(SunoErrorKind.MediaNotReady, error.Kind);
        Assert.Contains("Wait-SunoTask", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, Gateway.Log.Requests);
        Assert.False(Directory.Exists(Folder));
    }

    [Fact(Timeout = Deadlock)]
    public async Task What_streams_is_saved_under_a_name_that_says_so()
    {
        SunoMediaOptions options = Options with { IncludeStreaming = true };
        Host = Host with { SaysLength = false };

        Assert.Equal(
            "Song c-1 (streaming).mp3",
            await SaveOneAsync(options, Clip("c-1") with { Status = SunoClipStatus.Streaming }));
        Assert.Equal("Song c-1.mp3", await SaveOneAsync(options, Clip("c-1")));
    }

    [Fact(Timeout = Deadlock)]
    public async Task Each_media_without_an_address_is_an_error_of_its_own()
    {
        SunoMediaSource clip = Clip("c-1") with
            { VideoUrl = null, ImageUrl = "  ", Status = SunoClipStatus.Error, ErrorMessage = "Too loud." };

        List<SunoMediaResult> results = await SaveAsync(Options with { Media = Everything }, clip);

        Assert.NotNull(results[0].Path);
        Assert.Equal(
            [SunoErrorKind.MediaNotFound, SunoErrorKind.MediaNotFound],
            results.Skip(1).Select(result => result.Error!.Kind));
        Assert.Contains("no address of its video", results[1].Error!.Message, StringComparison.Ordinal);
        Assert.Contains("Too loud.", results[1].Error!.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlock)]
    public async Task Metadata_holds_all_that_is_known_and_reads_back()
    {
        SunoMediaSource clip = Clip("c-1") with
        {
            Prompt = "[Verse]\n\u6c34\u4e2d\u6708 <&>",
            Tags = "pop",
            Duration = TimeSpan.FromSeconds(219.5),
            AdditionalProperties = """{"play_count":3,"deep":{"a":[1,null]}}""",
        };

        List<SunoMediaResult> results = await SaveAsync(Options with { Metadata = true }, clip);

        Assert.Equal(["Song c-1.mp3", "Song c-1.json"], results.Select(result => Path.GetFileName(result.Path)));
        string json = await File.ReadAllTextAsync(results[1].Path!, Cancel);
        Assert.Contains("\u6c34\u4e2d\u6708 <&>", json, StringComparison.Ordinal);
        JsonElement root = JsonDocument.Parse(json).RootElement;
        Assert.Equal(clip.Prompt, root.GetProperty("Prompt").GetString());
        Assert.Equal("00:03:39.5000000", root.GetProperty("Duration").GetString());
        Assert.Equal("Complete", root.GetProperty("Status").GetString());
        Assert.Equal(3, root.GetProperty("AdditionalProperties").GetProperty("play_count").GetInt32());
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
    public async Task As_many_downloads_are_under_way_as_may_be_and_no_more()
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
    public async Task A_slow_download_holds_back_its_result_and_no_other_download()
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
            (await saving).Select(result => result.Plan.Source.ClipId));
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_clip_of_the_gateway_is_saved_as_it_is()
    {
        IReadOnlyList<SunoTask> tasks = SunoJson.ReadTasks(
            $$$"""
            {"code":"success","data":{"task_id":"t-1","status":"SUCCESS","data":[
                {"id":"c-1","title":"Song","status":"complete","audio_url":"{{{Address("c-1", ".mp3")}}}"}]}}
            """);

        SunoMediaSource source = SunoMediaSource.From(tasks[0].Clips[0]);

        Assert.Equal(
            "Song t-1 1.mp3", await SaveOneAsync(Options with { NameTemplate = "{Title} {TaskId} {Index}" }, source));
        Assert.Same(tasks[0].Clips[0], source.Target);
    }
}
