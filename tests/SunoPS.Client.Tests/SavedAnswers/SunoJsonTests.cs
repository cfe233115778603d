namespace SunoPS.Client.Tests.SavedAnswers;

public sealed class SunoJsonTests
{
    private const string Music =
        """{"task_id":"t-1","action":"MUSIC","status":"SUCCESS","data":[{"id":"c-1","audio_url":"u"}]}""";
    private const string Lyrics =
        """{"task_id":"t-2","action":"LYRICS","status":"SUCCESS","data":{"id":"l-1","text":"la","title":"T","""
        + """ "status":"complete"}}""";

    [Theory]
    [InlineData($"[{Music},{Lyrics}]")]
    [InlineData($$"""{"code":"success","message":"","data":[{{Music}},{{Lyrics}}]}""")]
    [InlineData($"2024-05-20 07:55:49 [info] (gin) response: [{Music},{Lyrics}]")]
    [InlineData($"\uFEFF  \r\n[{Music},{Lyrics}]\r\n")]
    [InlineData($"{{not json}} [{Music},{Lyrics}]")]
    public void Every_task_is_read(string text)
    {
        IReadOnlyList<SunoTask> tasks = SunoJson.ReadTasks(text);

        Assert.Equal(["t-1", "t-2"], tasks.Select(task => task.TaskId));
        Assert.Equal("c-1", Assert.Single(tasks[0].Clips).ClipId);
        Assert.Equal("la", tasks[1].Lyrics?.Text);
        Assert.All(tasks, task => Assert.Null(task.Gateway));
    }

    [Fact]
    public async Task An_answer_reads_as_it_did_when_it_came()
    {
        SunoTask task = Assert.Single(SunoJson.ReadTasks(await Payload.ReadAsync("seed-002-single-flat.json")));

        Assert.Equal("ba46ad15-07ce-41a6-b68d-196321dc00d5", task.TaskId);
        Assert.Equal("City Lights", task.Title);
        Assert.Equal(TimeSpan.FromSeconds(201), task.Clips[1].Duration);
    }

    [Theory]
    [InlineData("""{"code":"success","data":[]}""")]
    [InlineData("""{"code":"success","data":null}""")]
    public void An_answer_without_tasks_holds_none(string json) => Assert.Empty(SunoJson.ReadTasks(json));

    [Fact]
    public void An_error_that_was_saved_is_an_error()
    {
        SunoApiException error = Assert.Throws<SunoApiException>(
            () => SunoJson.ReadTasks(
                """{"error":{"message":"no more","type":"t","code":"insufficient_quota","request_id":"r-1"}}"""));

        Assert.Equal(
            (SunoErrorKind.GatewayError, "insufficient_quota", "no more", "r-1"),
            (error.Kind, error.Code, error.GatewayMessage, error.RequestId));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("42")]
    [InlineData("{}")]
    [InlineData("""{"user":"me"}""")]
    [InlineData("[1,2]")]
    [InlineData("""{"code":"success","data":[{"task_id":"t-1","action":"MUSIC" """)]
    public void Anything_else_cannot_be_read(string text) =>
        Assert.Equal(
            SunoErrorKind.InvalidResponse, Assert.Throws<SunoApiException>(() => SunoJson.ReadTasks(text)).Kind);
}
