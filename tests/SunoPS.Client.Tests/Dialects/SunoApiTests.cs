using System.Net.Http.Headers;

namespace SunoPS.Client.Tests.Dialects;

/// <summary>The original server, whose single responses are bare.</summary>
public sealed class SunoApiTests : GatewayTests
{
    private const string TimedOutId = "seedmusictimeout0000000000000007";

    /// <summary>The id of a single task, or null for a batch, and the recorded response.</summary>
    public static TheoryData<string?, string> Recordings => new()
    {
        { "seedmusicsuccess0000000000000001", "suno-api-single-music.json" },
        { TimedOutId, "suno-api-single-music-timed-out.json" },
        { "66666666-6666-4666-8666-666666666666", "suno-api-single-lyrics.json" },
        { TaskIds.Unknown(1), "suno-api-unknown-single.json" },
        { null, "suno-api-batch-all-states.json" },
    };

    public static TheoryData<string> BatchRefusals =>
    [Wire.Refusal("internal_error", "database is locked"), "<html>Not here</html>", """{"code":"success","data":[]}"""];

    private SunoGateway Row => At(SunoGateway.Custom, GatewayDialect.SunoApi);

    [Theory]
    [MemberData(nameof(Recordings))]
    public async Task The_local_gateway_responds_like_the_server(string? id, string recording)
    {
        JsonNode recorded = JsonNode.Parse(await Payload.ReadAsync(recording))!;

        string answer = id is not null
            ? await SendAsync(HttpMethod.Get, $"suno/fetch/{id}")
            : await SendAsync(HttpMethod.Post, "suno/fetch", new JsonObject
            {
                ["ids"] = new JsonArray([.. recorded["data"]!.AsArray().Select(task => (string)task!["task_id"]!)]),
            }.ToJsonString());

        Assert.True(JsonNode.DeepEquals(recorded, JsonNode.Parse(answer)));
    }

    [Theory]
    [Values("suno/fetch", "suno/nothing")]
    public async Task The_local_gateway_rejects_other_requests(string path) =>
        Assert.Equal("404 page not found", await SendAsync(HttpMethod.Get, path, status: HttpStatusCode.NotFound));

    [Fact]
    public async Task A_single_task_is_completed_with_a_batch_of_one()
    {
        SunoTask task = await Client(Row).GetTaskAsync(TimedOutId, Cancel);

        Assert.Equal((SunoTaskStatus.Failure, "FAILURE", "time out"), (task.Status, task.RawStatus, task.FailReason));
        Assert.True(task.IsCompleted);
        Assert.Equal(["Streaming", "Streaming"], task.Clips.Select(clip => clip.Status.ToString()));
        Assert.Equal(["GET", "POST"], Gateway.Log.Entries.Select(request => request.Method));
        Assert.Equal([TimedOutId], Wire.IdsOf(Gateway.Log.Entries[1]));
    }

    [Fact]
    public async Task Later_single_tasks_are_batches_of_one_and_one_message_says_so()
    {
        SunoClient client = Client(Row, listener: Listener);
        Assert.Null(client.Connection.AnswersBare);
        await client.GetTaskAsync(TaskIds.Music(1), Cancel);
        Gateway.Log.Clear();

        SunoTask task = await client.GetTaskAsync(TaskIds.Lyrics(2), Cancel);
        SunoTask other = await new SunoClient(client.Connection, Listener).GetTaskAsync(TaskIds.Failed(3), Cancel);

        Assert.Equal(("LYRICS", SunoTaskStatus.Success), (task.Action, task.Status));
        Assert.Equal(SunoTaskStatus.Failure, other.Status);
        Assert.Equal(["POST", "POST"], Gateway.Log.Entries.Select(request => request.Method));
        Assert.True(client.Connection.AnswersBare);
        string note = Assert.Single(Listener.Events, told => told.Kind == SunoRequestEventKind.Note).Message;
        Assert.Contains("batches of one", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_concurrent_fetches_are_complete_with_one_message()
    {
        string[] ids = [.. Enumerable.Range(0, 60).Select(n => n % 2 == 0 ? TaskIds.Music(n) : TaskIds.Failed(n))];

        List<SunoTaskResult> results = await Client(Row, listener: Listener)
            .GetTasksAsync(ids, new SunoFetchOptions { OneByOne = true }, Cancel)
            .ToListAsync(Cancel);

        Assert.Equal(ids, results.Select(result => result.Task?.TaskId));
        Assert.All(results, result => Assert.NotNull(result.Task!.RawStatus));
        Assert.Single(Listener.Events, told => told.Kind == SunoRequestEventKind.Note);
    }

    [Theory]
    [MemberData(nameof(BatchRefusals))]
    public async Task If_the_batch_does_not_have_it_the_state_is_inferred_from_the_content(string batch)
    {
        int status = batch.StartsWith('{') ? 200 : 404;
        Answer(new CannedAnswer { Status = status, Body = batch, IdContains = "\"ids\"", Times = 2 });
        SunoClient client = Client(Row);

        SunoTask success = await client.GetTaskAsync("seedmusicsuccess0000000000000001", Cancel);
        SunoTask running = await client.GetTaskAsync(TimedOutId, Cancel);

        Assert.Equal((SunoTaskStatus.Success, "MUSIC", null), (success.Status, success.Action, success.RawStatus));
        Assert.Equal((SunoTaskStatus.InProgress, "MUSIC", null), (running.Status, running.Action, running.RawStatus));
        Assert.Null(client.Connection.AnswersBare);
    }

    [Fact]
    public async Task A_key_that_only_the_batch_rejects_is_an_error()
    {
        Answer(new CannedAnswer { Status = 401, Body = Wire.Error("Invalid token"), IdContains = "\"ids\"" });

        SunoApiException error = await ErrorOfAsync(() => Client(Row).GetTaskAsync(TimedOutId, Cancel));

        Assert.Equal(SunoErrorKind.Unauthorized, error.Kind);
    }

    [Fact]
    public async Task A_task_without_content_is_found_too()
    {
        // An even number has no data.
        SunoTask task = await Client(Row).GetTaskAsync(TaskIds.Failed(2), Cancel);

        Assert.Equal(SunoTaskStatus.Failure, task.Status);
        Assert.NotNull(task.FailReason);
    }

    [Fact]
    public async Task An_unknown_task_needs_only_one_request()
    {
        SunoApiException error = await ErrorOfAsync(() => Client(Row).GetTaskAsync(TaskIds.Unknown(1), Cancel));

        Assert.Equal((SunoErrorKind.TaskNotFound, "task not exist"), (error.Kind, error.GatewayMessage));
        Assert.NotNull(error.RequestId);
        Assert.Equal("GET", OnlyRequest.Method);
    }

    [Fact]
    public async Task A_gateway_with_whole_tasks_gets_single_requests_as_before()
    {
        SunoClient client = Client(At(SunoGateway.Ecovai, GatewayDialect.Ecovai));

        await client.GetTaskAsync(TaskIds.Music(1), Cancel);
        AnswerJson("""{"code":"success","data":null}""");
        await ErrorOfAsync(() => client.GetTaskAsync("gone", Cancel));

        Assert.False(client.Connection.AnswersBare);
        Assert.Equal(["GET", "GET"], Gateway.Log.Entries.Select(request => request.Method));
    }

    [Theory]
    [Values(SunoAuthenticationScheme.Bearer, SunoAuthenticationScheme.Raw)]
    public async Task The_key_is_accepted_in_either_form(SunoAuthenticationScheme scheme)
    {
        SunoGateway row = Row with { AuthenticationScheme = scheme };

        Assert.True((await Client(row).TestAsync(Cancel)).IsSuccess);
        var wrong = new SunoClient(new SunoConnection(row, "sk-another-key", NoRetry));
        Assert.Contains("unauthorized secret token", (await wrong.TestAsync(Cancel)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_submission_returns_a_bare_id_and_completes()
    {
        SunoClient client = Client(Row);

        SunoTask music = await client.SubmitAsync(new SunoMusicSubmission { Description = "calm" }, Cancel);
        SunoTask lyrics = await client.SubmitAsync(new SunoLyricsSubmission { Prompt = "the sea" }, Cancel);

        Assert.Matches("^[0-9a-f]{32}$", music.TaskId);
        Assert.True(Guid.TryParseExact(lyrics.TaskId, "D", out _));
        SunoTask task;
        do
        {
            task = await client.GetTaskAsync(music.TaskId, Cancel);
        }
        while (!task.IsCompleted);

        Assert.Equal((SunoTaskStatus.Success, 2), (task.Status, task.Clips.Count));
    }

    private async Task<string> SendAsync(
        HttpMethod method, string path, string? body = null, HttpStatusCode? status = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(method, new Uri(Gateway.UriOf(GatewayDialect.SunoApi), path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Gateway.ApiKey);
        request.Content = body is null ? null : new StringContent(body);
        using HttpResponseMessage response = await client.SendAsync(request, Cancel);
        Assert.Equal(status ?? response.StatusCode, response.StatusCode);
        Assert.True(response.Headers.Contains("X-Any2api-Request-Id"));
        return await response.Content.ReadAsStringAsync(Cancel);
    }
}
