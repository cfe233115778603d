namespace SunoPS.Client.Tests.Submissions;

/// <summary>The bodies of submissions.</summary>
public sealed class SubmissionBodyTests : SubmissionTests
{
    private const string Hook = "https://example.com/hook?a=1&b=2";

    /// <summary>Submissions, their paths and their bodies.</summary>
    public static TheoryData<SunoSubmission, string, string> Bodies { get; } = new()
    {
        {
            new SunoMusicSubmission
            {
                Name = "row 7", Description = "a calm song, \"quoted\" 安静", Instrumental = true, Model = "chirp-v4",
                NotifyHook = Hook,
            },
            "/suno/submit/music",
            """{"gpt_description_prompt":"a calm song, \"quoted\" 安静","make_instrumental":true"""
            + $$""","mv":"chirp-v4","notify_hook":"{{Hook}}"}"""
        },
        {
            new SunoMusicSubmission
            {
                Lyrics = "[Verse]\nla", Title = "La", Tag = "pop, calm", NegativeTag = "metal",
                ContinueClipId = "clip-1", ContinueAt = TimeSpan.FromSeconds(90.5), ContinueTaskId = "task-1",
            },
            "/suno/submit/music",
            """{"prompt":"[Verse]\nla","title":"La","tags":"pop, calm","negative_tags":"metal","make_instrumental":"""
            + """false,"task_id":"task-1","continue_clip_id":"clip-1","continue_at":90.5}"""
        },
        {
            new SunoMusicSubmission
            {
                Description = "", Lyrics = "la", Title = "", Tag = " ", Model = "", ContinueClipId = "",
                ContinueTaskId = "", NotifyHook = "",
            },
            "/suno/submit/music", """{"prompt":"la","make_instrumental":false}"""
        },
        {
            new SunoLyricsSubmission { Prompt = "a", NotifyHook = Hook }, "/suno/submit/lyrics",
            $$"""{"prompt":"a","notify_hook":"{{Hook}}"}"""
        },
        {
            new SunoAudioSubmission { Uri = "https://example.com/a.mp3", NotifyHook = Hook },
            "/suno/uploads/audio-url", $$"""{"url":"https://example.com/a.mp3","notify_hook":"{{Hook}}"}"""
        },
        {
            new SunoJoinSubmission { ClipId = "clip-1", Infill = true, NotifyHook = Hook }, "/suno/submit/concat",
            $$"""{"clip_id":"clip-1","is_infill":true,"notify_hook":"{{Hook}}"}"""
        },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Values_are_sent_under_their_names_and_empty_texts_are_not(
        SunoSubmission submission, string path, string body)
    {
        SunoTask task = await SubmitAsync(submission);

        LoggedRequest request = OnlyRequest;
        Assert.Equal(
            ("POST", path, "application/json", body),
            (request.Method, request.RawTarget, request.Headers["Content-Type"], request.Body));
        Assert.Equal(submission.NotifyHook ?? "", task.NotifyHook ?? "");
    }

    [Fact]
    public async Task A_submission_has_its_own_network_connection()
    {
        SunoClient client = Client();
        SunoTask task = await client.SubmitAsync(new SunoLyricsSubmission { Prompt = "sea" }, Cancel);
        await client.GetTaskAsync(task.TaskId, Cancel);

        Assert.Equal("close", Gateway.Log.Entries[0].Headers["Connection"]);
        Assert.False(Gateway.Log.Entries[1].Headers.ContainsKey("Connection"));
    }

    [Fact]
    public async Task The_path_is_data_of_the_gateway_and_the_key_is_sent_as_usual()
    {
        await Client(At(SunoGateway.XSee, GatewayDialect.XSee)).SubmitAsync(Lyrics, Cancel);
        await ErrorOfAsync(
            () => Client(At(SunoGateway.Custom, GatewayDialect.Any) with { SubmitPath = "other/" }).SubmitAsync(
                Lyrics, Cancel));

        Assert.Equal(
            new[] { "/x-see/suno/submit/lyrics", "/other/lyrics" },
            Gateway.Log.Entries.Select(request => request.RawTarget));
        Assert.Equal(Gateway.ApiKey, Gateway.Log.Entries[0].Headers["Authorization"]);
    }

    [Fact]
    public void A_preview_is_the_request_without_the_key()
    {
        string preview = Client().Prepare(Lyrics with { Prompt = $"你好 {Gateway.ApiKey}" }).Preview;

        Assert.Equal($$"""POST {{Gateway.BaseUri}}suno/submit/lyrics {"prompt":"你好 ***"}""", preview);
        Assert.Empty(Gateway.Log.Entries);
    }

    [Fact]
    public void A_submission_is_named_by_its_name_or_text_in_one_line_of_bounded_length()
    {
        Assert.Equal("row 7", (Lyrics with { Name = "row 7" }).ToString());
        Assert.Equal("one two", (Lyrics with { Prompt = "one\ntwo\n" }).ToString());
        Assert.Equal(
            new string('x', SunoTaskId.MaximumLength - 1) + "…",
            (Lyrics with { Prompt = new string('x', SunoTaskId.MaximumLength + 1) }).ToString());
    }

    [Theory]
    [InlineData(null, null, 0, "The submission is invalid: it has no prompt.")]
    [InlineData("row 7", null, 0, "'row 7' is invalid: it has no prompt.")]
    [InlineData("row 7", "Row 3", 0, "Row 3 is invalid: it has no prompt.")]
    [InlineData("row 7", null, 1, "'row 7' is invalid: its texts and columns are longer than 1 MiB.")]
    public void An_error_names_the_submission(string? name, string? subject, int mebibytes, string message)
    {
        var submission = new SunoLyricsSubmission { Name = name, Prompt = new string('x', mebibytes << 20) };

        Assert.Equal(message, Assert.Throws<SunoApiException>(() => Client().Prepare(submission, subject)).Message);
    }

    public static TheoryData<SunoSubmission, string> Faulty { get; } = new()
    {
        { new SunoMusicSubmission { Description = "a", Lyrics = "b" }, "both" },
        { new SunoMusicSubmission { Description = "", Lyrics = " " }, "neither" },
        { new SunoMusicSubmission { Description = "a", Title = "t" }, "title and tags" },
        { new SunoMusicSubmission { Description = "a", Tag = "t" }, "title and tags" },
        { new SunoMusicSubmission { Description = "a", NegativeTag = "t" }, "title and tags" },
        { new SunoMusicSubmission { Lyrics = "a", ContinueAt = TimeSpan.FromSeconds(1) }, "ContinueClipId" },
        { new SunoMusicSubmission { Lyrics = "a", ContinueTaskId = "t" }, "ContinueClipId" },
        {
            new SunoMusicSubmission { Lyrics = "a", ContinueClipId = "c", ContinueAt = TimeSpan.FromSeconds(-1) },
            "negative"
        },
        { new SunoMusicSubmission { Lyrics = "a", NotifyHook = "example.com/hook" }, "NotifyHook" },
        { new SunoMusicSubmission { Lyrics = "a", NotifyHook = "ftp://example.com/hook" }, "NotifyHook" },
        { new SunoLyricsSubmission { Prompt = " " }, "no prompt" },
        { new SunoLyricsSubmission { Prompt = "a", NotifyHook = "/hook" }, "NotifyHook" },
        { new SunoJoinSubmission(), "clip id" },
        { new SunoJoinSubmission { ClipId = "a\nb" }, "clip id" },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public async Task Invalid_submissions_are_not_sent(SunoSubmission submission, string word)
    {
        SunoApiException error = await ErrorOfAsync(() => SubmitAsync(submission));

        Assert.Equal(SunoErrorKind.InvalidArgument, error.Kind);
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
        Assert.Empty(Gateway.Log.Entries);
    }
}
