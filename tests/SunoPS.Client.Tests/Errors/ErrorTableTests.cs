namespace SunoPS.Client.Tests.Errors;

/// <summary>The table of errors in the protocol, row by row.</summary>
public sealed class ErrorTableTests : GatewayTests
{
    private const string HtmlPage =
        "<!DOCTYPE html><html><head><title>502 Bad\n Gateway &amp; "
            + "more</title><style>b{}</style></head><body><h1>Oops</h1><script>alert(1)</script></body></html>";

    private static readonly Dictionary<string, ErrorRow> Rows = new()
    {
        ["unknown id"] = new(400, Wire.Refusal("task_not_exist", "task_not_exist"), SunoErrorKind.TaskNotFound)
            { Code = "task_not_exist", GatewayMessage = "task_not_exist" },
        ["unknown id, under 404"] = new(
            404, Wire.Refusal("task_not_found", "task not found"), SunoErrorKind.TaskNotFound)
            { Code = "task_not_found", GatewayMessage = "task not found" },
        ["unknown id, under 200"] = new(200, Wire.Refusal("invalid_request", "任务不存在"), SunoErrorKind.TaskNotFound)
            { Code = "invalid_request", GatewayMessage = "任务不存在" },
        ["unknown id, under 500"] = new(
            500, Wire.Refusal("get_tasks_failed", "record not found"), SunoErrorKind.TaskNotFound)
            { Code = "get_tasks_failed", GatewayMessage = "record not found" },
        ["no data, under 200"] = new(200, """{"code":"success","message":"","data":null}""", SunoErrorKind.TaskNotFound)
            { Code = "success" },

        ["wrong key, at a relay"] = new(401, Wire.Error("Invalid token (request id: 2024)"), SunoErrorKind.Unauthorized)
            { Code = "new_api_error", GatewayMessage = "Invalid token (request id: 2024)" },
        ["wrong key, at Suno-API"] = new(
            401, Wire.Refusal("invalid_request", "unauthorized secret token"), SunoErrorKind.Unauthorized)
            { Code = "invalid_request", GatewayMessage = "unauthorized secret token" },
        ["wrong key, without a word"] = new(401, "", SunoErrorKind.Unauthorized),
        ["wrong key, under 200"] = new(200, Wire.Error("无效的令牌"), SunoErrorKind.Unauthorized)
            { Code = "new_api_error", GatewayMessage = "无效的令牌" },
        ["key not good for this"] = new(
            403, Wire.Error("no access to group vip", code: "access_denied"), SunoErrorKind.Forbidden)
            { Code = "access_denied", GatewayMessage = "no access to group vip" },
        ["key without a permission"] = new(
            403, Wire.Error("Insufficient permissions for this token", code: "insufficient_permissions"),
            SunoErrorKind.Forbidden)
            { Code = "insufficient_permissions", GatewayMessage = "Insufficient permissions for this token" },

        ["no quota, under 403"] = new(
            403, Wire.Error("user quota is not enough", "new_api_error", "insufficient_user_quota"),
            SunoErrorKind.QuotaExceeded)
            { Code = "insufficient_user_quota", GatewayMessage = "user quota is not enough" },
        ["no quota, under 429"] = new(
            429, Wire.Error("You exceeded your current quota", "insufficient_quota", "insufficient_quota"),
            SunoErrorKind.QuotaExceeded)
            { Code = "insufficient_quota", GatewayMessage = "You exceeded your current quota" },
        ["no quota, in Chinese"] = new(403, Wire.Error("用户额度不足, 剩余额度: ＄0.00"), SunoErrorKind.QuotaExceeded)
            { Code = "new_api_error", GatewayMessage = "用户额度不足, 剩余额度: ＄0.00" },
        ["no quota, under 402"] = new(402, "", SunoErrorKind.QuotaExceeded),

        ["too many requests, in seconds"] = new(
            429, Wire.Error("slow down", "rate_limit_error", "rate_limit"), SunoErrorKind.RateLimited)
        {
            Code = "rate_limit",
            GatewayMessage = "slow down",
            RetryAfterHeader = "17",
            RetryAfter = TimeSpan.FromSeconds(17),
        },
        ["too many requests, for days"] = new(429, Wire.Refusal("too_many", "slow down"), SunoErrorKind.RateLimited)
        {
            Code = "too_many",
            GatewayMessage = "slow down",
            RetryAfterHeader = "345600",
            RetryAfter = TimeSpan.FromDays(4),
        },
        ["too many requests, the time past"] = new(
            429, Wire.Refusal("too_many", "slow down"), SunoErrorKind.RateLimited)
        {
            Code = "too_many",
            GatewayMessage = "slow down",
            RetryAfterHeader = "Wed, 21 Oct 2015 07:28:00 GMT",
            RetryAfter = TimeSpan.Zero,
        },
        ["too many requests, no time named"] = new(
            429, Wire.Error("slow down", "rate_limit_error"), SunoErrorKind.RateLimited)
            { Code = "rate_limit_error", GatewayMessage = "slow down" },
        ["too many requests, not understood when"] = new(429, "", SunoErrorKind.RateLimited)
            { RetryAfterHeader = "soon" },
        ["too many requests, under 200"] = new(
            200, Wire.Refusal("rate_limit", "too many requests"), SunoErrorKind.RateLimited)
            { Code = "rate_limit", GatewayMessage = "too many requests" },

        ["too many requests, with the word quota"] = new(
            429,
            Wire.Error("Rate limit reached. To raise it, see https://aka.ms/oai/quotaincrease", "rate_limit_error"),
            SunoErrorKind.RateLimited)
        {
            Code = "rate_limit_error",
            GatewayMessage = "Rate limit reached. To raise it, see https://aka.ms/oai/quotaincrease",
            RetryAfterHeader = "1",
            RetryAfter = TimeSpan.FromSeconds(1),
        },
        ["too many requests, of a quota metric"] = new(
            429, Wire.Error("Quota exceeded for quota metric 'Requests' per minute"), SunoErrorKind.RateLimited)
            { Code = "new_api_error", GatewayMessage = "Quota exceeded for quota metric 'Requests' per minute" },

        ["500"] = new(500, Wire.Refusal("get_tasks_failed", "database is locked"), SunoErrorKind.GatewayError)
            { Code = "get_tasks_failed", GatewayMessage = "database is locked" },
        ["502 as a page"] = new(502, HtmlPage, SunoErrorKind.GatewayError)
            { ContentType = "text/html", GatewayMessage = "502 Bad Gateway & more" },
        ["503 with Retry-After"] = new(503, "down for maintenance", SunoErrorKind.GatewayError)
        {
            ContentType = "text/plain",
            GatewayMessage = "down for maintenance",
            RetryAfterHeader = "120",
            RetryAfter = TimeSpan.FromSeconds(120),
        },
        ["503 of a load balancer"] = new(
            503, Wire.Refusal("bad_gateway", "the load balancer has no healthy upstream"), SunoErrorKind.GatewayError)
            { Code = "bad_gateway", GatewayMessage = "the load balancer has no healthy upstream" },
        ["504 without a word"] = new(504, "", SunoErrorKind.GatewayError) { ContentType = null },
        ["408"] = new(408, "", SunoErrorKind.Timeout),

        ["wrong path, as JSON"] = new(
            404, Wire.Error("Invalid URL (GET /suno/fetch)", "invalid_request_error"), SunoErrorKind.GatewayError)
            { Code = "invalid_request_error", GatewayMessage = "Invalid URL (GET /suno/fetch)" },
        ["wrong path, as a page"] = new(
            404, "<html><head><title></title></head><body><h1>Not&nbsp;Found</h1><p>here</p></body></html>",
            SunoErrorKind.GatewayError)
            { ContentType = "text/html; charset=utf-8", GatewayMessage = "Not Found here" },
        ["wrong path, as plain text"] = new(404, "404 page not found", SunoErrorKind.GatewayError)
            { ContentType = "text/plain", GatewayMessage = "404 page not found" },
        ["wrong method"] = new(405, "", SunoErrorKind.GatewayError),

        ["words about a key, under 400"] = new(
            400, Wire.Refusal("fail", "Suno upstream authentication failed, try again later"),
            SunoErrorKind.GatewayError)
            { Code = "fail", GatewayMessage = "Suno upstream authentication failed, try again later" },
        ["words about a key, under 200"] = new(
            200, Wire.Refusal("fail", "unauthorized: the account of the channel was banned"),
            SunoErrorKind.GatewayError)
            { Code = "fail", GatewayMessage = "unauthorized: the account of the channel was banned" },
        ["words about credits, of the upstream"] = new(
            500, Wire.Refusal("fail", "insufficient credits upstream"), SunoErrorKind.GatewayError)
            { Code = "fail", GatewayMessage = "insufficient credits upstream" },

        ["business error under 200"] = new(
            200, Wire.Refusal("invalid_request", "action is required"), SunoErrorKind.GatewayError)
            { Code = "invalid_request", GatewayMessage = "action is required" },
        ["business error with a number"] = new(200, """{"code":500,"message":"busy"}""", SunoErrorKind.GatewayError)
            { Code = "500", GatewayMessage = "busy" },
        ["error of OpenAI under 200"] = new(
            200, Wire.Error("upstream is down", "upstream_error", "do_request_failed"), SunoErrorKind.GatewayError)
            { Code = "do_request_failed", GatewayMessage = "upstream is down" },
        ["error as a text under 200"] = new(200, """{"error":"upstream is down"}""", SunoErrorKind.GatewayError)
            { GatewayMessage = "upstream is down" },
        ["error in msg"] = new(400, """{"Code":"bad","Msg":"no such model"}""", SunoErrorKind.GatewayError)
            { Code = "bad", GatewayMessage = "no such model" },
        ["error in detail"] = new(422, """{"detail":"ids: field required"}""", SunoErrorKind.GatewayError)
            { GatewayMessage = "ids: field required" },
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_single_fetch_ends_in_the_error_of_its_row(string name)
    {
        Answer(Rows[name].Answer);

        SunoApiException error = await FetchErrorAsync();

        Rows[name].AssertMatches(error);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_batch_ends_in_the_error_of_its_row(string name)
    {
        Answer(Rows[name].Answer);

        SunoTaskResult result = Assert.Single(await StreamAsync(["any-id"]));

        Rows[name].AssertMatches(result.Error!);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_message_has_the_address_and_the_message_of_the_gateway(string name)
    {
        Answer(Rows[name].Answer);

        SunoApiException error = await FetchErrorAsync();

        Assert.Contains($"{Gateway.BaseUri}suno/fetch/any-id", error.Message, StringComparison.Ordinal);
        if (Rows[name].Kind != SunoErrorKind.TaskNotFound)
        {
            // The message has the status once, even if the gateway's text repeats it.
            string status = $"{Rows[name].Status} ";
            string[] words = (Rows[name].GatewayMessage ?? "").Split(status);
            Assert.Contains($"({status}", error.Message, StringComparison.Ordinal);
            Assert.Equal(2, error.Message.Split(status).Length);
            Assert.Contains(words[^1], error.Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    public async Task A_word_in_the_error_of_one_task_costs_one_task(int status)
    {
        Answer(new CannedAnswer
        {
            Status = status,
            Body = Wire.Refusal("fail", "Suno upstream authentication failed, try again later"),
            IdContains = TaskIds.Music(3),
        });

        List<SunoTaskResult> results = await StreamAsync(10, new SunoFetchOptions { OneByOne = true });

        Assert.Equal(
            [.. Enumerable.Range(0, 10).Select(number => number == 3 ? SunoErrorKind.GatewayError : default(
                SunoErrorKind?))],
            results.Select(result => result.Error?.Kind));
    }

    [Theory]
    [InlineData(520)]
    [InlineData(599)]
    public async Task A_status_without_a_name_has_its_number_once(int status)
    {
        SunoApiException error = await ErrorOfAsync(new CannedAnswer { Status = status, Body = "" });

        Assert.Equal(SunoErrorKind.GatewayError, error.Kind);
        Assert.Contains($"({status} from ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_gateway_rejects_a_wrong_key()
    {
        var client = new SunoClient(
            new SunoConnection(At(SunoGateway.Ecovai, GatewayDialect.Ecovai), "sk-another-key", NoRetry));

        SunoApiException error = await Assert.ThrowsAsync<SunoApiException>(
            () => client.GetTaskAsync(TaskIds.Music(1), Cancel));

        Assert.Equal(SunoErrorKind.Unauthorized, error.Kind);
        Assert.Equal("new_api_error", error.Code);
        Assert.Equal($"Invalid token (request id: {error.RequestId})", error.GatewayMessage);
    }

    [Fact]
    public async Task A_task_is_a_valid_response_with_any_code()
    {
        AnswerJson($$"""{"code":"weird","message":"","data":{{Wire.Task("any-id")}}}""");

        Assert.Equal("any-id", (await Client().GetTaskAsync("any-id", Cancel)).TaskId);
    }

    [Theory]
    [InlineData("200")]
    [InlineData("1")]
    [InlineData("0")]
    [InlineData("\"SUCCESS\"")]
    [InlineData("\"ok\"")]
    public async Task A_code_that_means_success_with_no_task_is_not_an_error_of_the_gateway(string code)
    {
        AnswerJson($$"""{"code":{{code}},"data":[]}""");

        SunoTaskResult result = Assert.Single(await Client().GetTaskBatchAsync(["any-id"], cancellationToken: Cancel));

        Assert.Equal(SunoErrorKind.TaskNotFound, result.Error?.Kind);
    }
}
