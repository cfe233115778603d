using static SunoPS.SunoErrorKind;

namespace SunoPS.Client.Tests.Submissions;

/// <summary>The responses for accepted and rejected submissions.</summary>
public sealed class SubmissionAnswerTests : SubmissionTests
{
    [Fact]
    public async Task The_task_is_what_was_submitted()
    {
        SunoTask task = await SubmitAsync(Lyrics with { NotifyHook = "https://example.com/hook" });

        Assert.Equal(Assert.Single(Gateway.Submissions.TaskIds), task.TaskId);
        Assert.Equal(
            ("LYRICS", SunoTaskStatus.Submitted, Gateway.BaseUri.Authority, "https://example.com/hook"),
            (task.Action, task.Status, task.Gateway, task.NotifyHook));
        Assert.False(task.IsCompleted);
        Assert.InRange(DateTime.Now - task.SubmitTime!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Empty(task.Clips);
    }

    [Theory]
    [Values(
        """{"code":"success","message":"","data":"abc-1"}""", """{"data":"abc-1"}""", """{"code":200,"data":"abc-1"}""",
        """{"code":20000,"data":{"code":" succeed ","data":"abc-1"}}""", """{"code":"00000","data":"abc-1"}""",
        """{"code":1,"error":"","data":"abc-1"}""", """{"code":1,"error":{},"data":"abc-1"}""",
        """{"code":1,"msg":"ok","data":["abc-1"]}""", """{"code":"success","data":{"task_id":"abc-1"}}""",
        """{"code":"success","data":{"taskId":"abc-1","id":77}}""", """{"code":"success","data":{"id":"abc-1"}}""",
        """{"code":"success","data":[{"id":"abc-1"}]}""", """{"code":"success","data":"{\"task_id\":\"abc-1\"}"}""",
        """{"code":"success","data":"[\"abc-1\"]"}""", """{"code":"success","data":"abc-1",}""",
        """{"code":"success","\ud800":1,"data":"abc-1"}""",
        """{"code":"success","data":{"\udc00":1,"task_id":"abc-1"}}""", """{"task_id":"abc-1"}""",
        """{"task_id":"abc-1","data":"other"}""", """{"task_id":"abc-1","data":null}""",
        """{"id":"abc-1","status":"submitted"}""",
        """{"code":"odd","data":{"task_id":"abc-1","action":"LYRICS","status":"SUBMITTED"}}""",
        """{"extra":#,"data":"abc-1"}""")]
    [InlineData(
        """{"code":"success","data":{"task_id":"abc-1","action":"LYRICS","status":"""
        + """ "SUBMITTED","data":[{"id":"clip-9"}]}}""")]
    [InlineData("""{"code":"success","data":12345678901234567890}""", "12345678901234567890")]
    public async Task The_id_is_found_in_every_form(string json, string id = "abc-1")
    {
        string deep = new string('[', 100) + new string(']', 100);
        AnswerJson(json.Replace("#", deep, StringComparison.Ordinal));

        SunoTask task = await SubmitAsync(Lyrics);

        Assert.Equal((id, "LYRICS", SunoTaskStatus.Submitted), (task.TaskId, task.Action, task.Status));
    }

    [Fact]
    public async Task A_text_that_only_begins_like_JSON_does_not_hide_the_message_of_the_gateway()
    {
        AnswerJson("""{"code":"fail","message":"too many songs","data":"[limit] wait"}""");

        Assert.Contains("too many songs", (await SubmitErrorAsync(Retry)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_task_is_read_as_one()
    {
        AnswerJson("""
            {"code":"success","data":{"task_id":"abc-1","action":"MUSIC","status":"NOT_START","submit_time":1716191749,
             "progress":"0%","notify_hook":"https://example.com/","extra":5}}
            """);

        SunoTask task = await SubmitAsync(Lyrics with { NotifyHook = "https://example.com/other" });

        Assert.Equal("https://example.com/", task.NotifyHook);
        Assert.Equal(
            ("MUSIC", SunoTaskStatus.NotStart, 0, 1716191749),
            (task.Action, task.Status, task.Progress, new DateTimeOffset(task.SubmitTime!.Value).ToUnixTimeSeconds()));
        Assert.Equal(5L, task.AdditionalProperties["extra"]);
    }

    [Theory]
    [Values(
        "", """{"code":"success","data":""", """{"code":"success","message":"","data":null}""",
        """{"code":"success","message":"","data":""}""", """{"code":"success","message":"","data":{}}""",
        """{"code":"success","message":"","data":"not an id but a sentence"}""",
        """{"code":"success","data":["abc-1","abc-2"]}""", """{"code":"success","data":"OK"}""",
        """{"code":"success","data":"null"}""", """{"code":"success","data":"success"}""",
        """{"code":"success","data":"Succeeded"}""", """{"code":"success","data":"SUCCESSFUL"}""",
        """{"code":"success","data":"true"}""", """{"code":"success","data":"false"}""",
        """{"code":"success","data":"none"}""", """{"code":"success","data":"undefined"}""",
        """{"code":"success","data":"queued"}""", """{"code":"success","data":"Processing"}""",
        """{"code":"success","data":"error"}""", """{"code":"success","data":"failed"}""",
        """{"code":"success","data":"\ud800"}""", """{"code":"success","data":"abc-\ufffd"}""",
        """{"code":"success","data":0}""", """{"code":"success","data":"[limit]"}""", """{"message":"try later"}""",
        """{"code":"fail","message":"","data":"abc-1"}""", """{"code":"fail","message":"","data":{"id":"abc-1"}}""",
        "[]", "{}", """<br /><b>Warning</b>: slow <br />{"code":"success","data":"abc-1"}""")]
    [InlineData("""
        {"code":"success","message":"","data":"abc-1"}{"code":"insert_task_failed","message":"locked","data":null}
        """)]
    public async Task A_response_without_a_task_and_without_an_error_leaves_the_outcome_unknown(string body)
    {
        AnswerJson(body);

        SunoApiException error = await SubmitErrorAsync(Retry);

        Assert.Equal((SubmissionUnknown, Remedy.LookForTask), (error.Kind, error.Remedy));
        Assert.Equal(1, Gateway.Log.Requests);
    }

    [Fact]
    public async Task A_success_without_a_task_is_quoted()
    {
        AnswerJson("""{"code":"success","data":{"clip_id":"c-9"}}""");

        Assert.Contains("c-9", (await SubmitErrorAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_task_in_a_failure_that_is_no_refusal_may_be_charged()
    {
        AnswerJson("""{"code":"too_many","message":"slow down","task_id":"abc-1"}""");

        SunoApiException error = await SubmitErrorAsync(Retry);

        Assert.Equal((SubmissionUnknown, HttpStatusCode.OK), (error.Kind, error.StatusCode));
        Assert.Contains(
            "its response names task 'abc-1', but is a failure: slow down", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, Gateway.Log.Requests);
    }

    [Fact]
    public async Task The_task_of_an_earlier_submission_is_not_that_of_another()
    {
        const string answer = """{"code":"success","data":"abc-1"}""";
        Answer(new CannedAnswer { Body = answer, Times = 2 });
        SunoClient client = Client();
        await client.SubmitAsync(Lyrics, Cancel);

        SunoApiException error = await ErrorOfAsync(() => client.SubmitAsync(Lyrics, Cancel));

        Assert.Equal((SubmissionUnknown, Remedy.LookForTask), (error.Kind, error.Remedy));
        Assert.Equal(
            "The gateway may have accepted and charged the submission; its response names task 'abc-1', which an "
            + "earlier submission created.",
            error.Message);
    }

    [Theory]
    [InlineData(200, """{"code":"fail","message":"prompt is empty","data":null}""", GatewayError)]
    [InlineData(200, """{"code":"fail","message":"prompt is empty","data":""}""", GatewayError)]
    [InlineData(200, """{"code":"quota_not_enough","message":"","data":null}""", QuotaExceeded)]
    [InlineData(200, """{"id":"req-1","error":{"message":"Invalid token","code":"invalid_token"}}""", Unauthorized)]
    [InlineData(400, """{"code":"invalid_request","message":"prompt is empty","data":null}""", GatewayError)]
    [InlineData(400, """{"code":"quota_not_enough","message":"no","data":true}""", QuotaExceeded)]
    [InlineData(400, """{"code":"quota_not_enough","message":"no","data":false}""", QuotaExceeded)]
    [InlineData(400, """{"code":"quota_not_enough","message":"no","data":0}""", QuotaExceeded)]
    [InlineData(200, """{"code":"quota_not_enough","message":"no","data":true}""", QuotaExceeded)]
    [InlineData(401, """{"error":{"message":"Invalid token"}}""", Unauthorized)]
    [InlineData(402, "", QuotaExceeded)]
    [InlineData(403, "", Forbidden)]
    [InlineData(404, "404 page not found", GatewayError)]
    [InlineData(405, "", GatewayError)]
    [InlineData(413, "<html><title>413</title></html>", GatewayError)]
    [InlineData(429, """{"error":{"message":"slow down"}}""", RateLimited)]
    [InlineData(429, "429\n", RateLimited)]
    [InlineData(501, "", GatewayError)]
    [InlineData(200, "<html><title>Welcome</title></html>", InvalidResponse)]
    [InlineData(500, """{"code":"fail","message":"insufficient credits","data":null}""", GatewayError)]
    [InlineData(503, """{"error":{"message":"no channel","type":"shell_api_error"}}""", GatewayError)]
    public async Task A_rejection_is_certain_and_has_its_usual_error(int status, string body, SunoErrorKind kind)
    {
        AnswerJson(body, status);

        Assert.Equal(kind, (await SubmitErrorAsync()).Kind);
    }

    [Theory]
    [Values(408, 499, 500, 502, 503, 504, 522, 301, 302, 303)]
    public async Task An_ambiguous_status_is_unknown_and_not_retried(int status)
    {
        Answer(new CannedAnswer
        {
            Status = status,
            Body = Wire.Error("bad luck", "upstream_error"),
            Headers = new Dictionary<string, string?>
                { ["x-oneapi-request-id"] = "req-7", ["Location"] = status < 400 ? "/suno/submit/lyrics" : null },
        });

        SunoApiException error = await SubmitErrorAsync(Retry);

        Assert.Equal(
            (SubmissionUnknown, status, "bad luck", "req-7"),
            (error.Kind, (int)error.StatusCode!, error.GatewayMessage, error.RequestId));
        Assert.Contains($"status {status}", error.Message, StringComparison.Ordinal);
        Assert.Contains("bad luck", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, Gateway.Log.Requests);
    }

    [Theory]
    [InlineData(500, """{"error":{"message":"Panic detected","type":"new_api_panic"}}""")]
    [InlineData(500, """{"code":"fail","message":"stored","data":{"task_id":"abc-1"}}""")]
    [InlineData(502, """{"code":"success","message":"","data":"abc-1"}""")]
    [InlineData(504, """{"message":"Endpoint request timed out"}""")]
    [InlineData(408, """{"code":"request_timeout","message":"upstream request timeout"}""")]
    [InlineData(502, """{"code":502,"message":"bad gateway"}""")]
    [InlineData(504, """{"code":504,"message":"upstream request timeout"}""")]
    [InlineData(504, """{"code":"do_request_failed","message":"deadline exceeded","data":null}""")]
    [InlineData(524, """{"code":"fail","message":"a timeout occurred","data":null}""")]
    [InlineData(429, """{"code":"success","message":"","data":"abc-1"}""")]
    [InlineData(429, """{"task_id":"abc-1"}""")]
    [InlineData(429, """{"id":"abc-1"}""")]
    [InlineData(503, """["abc-1"]""")]
    [InlineData(503, """{"code":"success","message":"","data":"abc-1"}""")]
    [InlineData(429, """{"tasks":[{"task_id":"abc-1"}]}""")]
    [InlineData(429, """{"success":true,"tasks":[{"task_id":"abc-1"}]}""")]
    [InlineData(503, """{"error":{"task_id":"abc-1"}}""")]
    [InlineData(429, """{"id":"abc-1","message":"slow down"}""")]
    [InlineData(400, """{"id":"abc-1","message":"too late"}""")]
    [InlineData(503, """{"error":{"message":"busy","task_id":"abc-1"}}""")]
    [InlineData(429, "\"abc-1\"")]
    [InlineData(429, " \"abc-1\"\n")]
    [InlineData(429, "\ufeff\"abc-1\"")]
    [InlineData(429, "123456")]
    [InlineData(400, """{"code":"success","data":"abc-1"}{"code":"insert_task_failed","message":"no","data":null}""")]
    [InlineData(429, "{\"code\":\"success\",\"data\":\"abc-1\"}\0")]
    [InlineData(300, """{"code":"success","message":"","data":"abc-1"}""")]
    [InlineData(400, """{"code":"success","message":"","data":"abc-1"}""")]
    [InlineData(400, """{"code":"success","message":"","data":7}""")]
    [InlineData(401, """{"code":200,"data":{"task_id":"abc-1"}}""")]
    [InlineData(402, """{"code":"success","data":["abc-1"]}""")]
    [InlineData(403, """{"code":1,"data":"abc-1"}""")]
    [InlineData(404, """{"code":"success","task_id":"abc-1"}""")]
    [InlineData(599, """{"code":"success","data":"abc-1"}""")]
    [InlineData(524, "<html><title>A timeout occurred</title></html>")]
    [InlineData(503, "<html><title>503 Backend fetch failed</title></html>")]
    public async Task A_failure_that_the_gateway_did_not_write_after_a_refund_is_unknown(int status, string body)
    {
        Answer(Canned.Busy("0", status) with { Body = body });

        Assert.Equal(SubmissionUnknown, (await SubmitErrorAsync(Retry)).Kind);
        Assert.Equal(1, Gateway.Log.Requests);
    }

    [Theory]
    [Values("utf-8", "utf-16", "iso-8859-1")]
    [InlineData("utf-8", 200, 1024 * 1024)]
    public async Task A_success_that_is_too_long_is_unknown_in_every_charset(
        string charset, int status = 429, int length = RetryHandler.LongestErrorBody)
    {
        string body = Wire.One("\"abc-1\"") + new string(' ', length);
        Answer(new CannedAnswer
        {
            Status = status,
            ContentType = $"application/json; charset={charset}",
            BodyBase64 = Convert.ToBase64String(Encoding.GetEncoding(charset).GetBytes(body)),
        });

        Assert.Equal(SubmissionUnknown, (await SubmitErrorAsync(Retry)).Kind);
        Assert.Equal(1, Gateway.Log.Requests);
    }

    [Fact]
    public async Task An_overloaded_gateway_gets_the_submission_again()
    {
        AnswerJson(
            """{"error":{"message":"overloaded","type":"new_api_error","code":"system_memory_overloaded"}}""",
            503);

        await SubmitAsync(Lyrics, Retry);

        Assert.Equal((2, 1), (Gateway.Log.Requests, Gateway.Submissions.Accepted));
    }

    [Fact]
    public async Task A_required_field_is_reported_with_the_message_of_the_gateway()
    {
        var submission = new SunoMusicSubmission { Lyrics = "la", ContinueClipId = "clip-1" };
        SunoClient client = Client(At(SunoGateway.OpenAIHub, GatewayDialect.OpenAIHub));

        SunoApiException error = await ErrorOfAsync(() => client.SubmitAsync(submission, Cancel));
        await client.SubmitAsync(submission with { ContinueTaskId = "task-1" }, Cancel);

        Assert.Equal((GatewayError, "task id is empty"), (error.Kind, error.GatewayMessage));
        Assert.Equal(1, Gateway.Submissions.Accepted);
    }
}
