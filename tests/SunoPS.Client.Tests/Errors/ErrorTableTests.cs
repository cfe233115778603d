using static SunoPS.SunoErrorKind;

namespace SunoPS.Client.Tests.Errors;

/// <summary>The table of errors in the protocol, row by row.</summary>
public sealed class ErrorTableTests : GatewayTests
{
    private const string HtmlPage =
        "<!DOCTYPE html><html><head><title>502 Bad\n Gateway &amp; "
            + "more</title><style>b{}</style></head><body><h1>Oops</h1><script>alert(1)</script></body></html>";

    private static readonly Dictionary<string, ErrorRow> Rows = new()
    {
        ["unknown id"] = Refusal(400, TaskNotFound, "task_not_exist", "task_not_exist"),
        ["unknown id, under 404"] = Refusal(404, TaskNotFound, "task_not_found", "task not found"),
        ["unknown id, under 200"] = Refusal(200, TaskNotFound, "invalid_request", "任务不存在"),
        ["unknown id, under 500"] = Refusal(500, TaskNotFound, "get_tasks_failed", "record not found"),
        ["no data, under 200"] = new(
            200, TaskNotFound, """{"code":"success","message":"","data":null}""", null, "success"),
        ["wrong key, at a relay"] = Error(401, Unauthorized, "Invalid token (request id: 2024)"),
        ["wrong key, at Suno-API"] = Refusal(401, Unauthorized, "invalid_request", "unauthorized secret token"),
        ["wrong key, without a word"] = new(401, Unauthorized, ""),
        ["wrong key, under 200"] = Error(200, Unauthorized, "无效的令牌"),
        ["key not good for this"] = Error(403, Forbidden, "no access to group vip", code: "access_denied"),
        ["key without a permission"] = Error(
            403, Forbidden, "Insufficient permissions for this token", code: "insufficient_permissions"),
        ["no quota, under 403"] = Error(
            403, QuotaExceeded, "user quota is not enough", code: "insufficient_user_quota"),
        ["no quota, under 429"] = Error(
            429, QuotaExceeded, "You exceeded your current quota", "insufficient_quota", "insufficient_quota"),
        ["no quota, in Chinese"] = Error(403, QuotaExceeded, "用户额度不足, 剩余额度: ＄0.00"),
        ["no quota, under 402"] = new(402, QuotaExceeded, ""),
        ["too many requests, in seconds"] =
            Error(429, RateLimited, "slow down", "rate_limit_error", "rate_limit").After("17", 17),
        ["too many requests, for days"] = Refusal(429, RateLimited, "too_many", "slow down").After("345600", 345_600),
        ["too many requests, the time past"] =
            Refusal(429, RateLimited, "too_many", "slow down").After("Wed, 21 Oct 2015 07:28:00 GMT", 0),
        ["too many requests, no time named"] = Error(429, RateLimited, "slow down", "rate_limit_error"),
        ["too many requests, not understood when"] = new ErrorRow(429, RateLimited, "").After("soon"),
        ["too many requests, under 200"] = Refusal(200, RateLimited, "rate_limit", "too many requests"),
        ["too many requests, with the word quota"] = Error(
            429, RateLimited,
            "Rate limit reached. To raise it, see https://aka.ms/oai/quotaincrease", "rate_limit_error").After("1", 1),
        ["too many requests, of a quota metric"] = Error(
            429, RateLimited, "Quota exceeded for quota metric 'Requests' per minute"),
        ["500"] = Refusal(500, GatewayError, "get_tasks_failed", "database is locked"),
        ["502 as a page"] = new(502, GatewayError, HtmlPage, "502 Bad Gateway & more", Type: "text/html"),
        ["503 with Retry-After"] = new ErrorRow(
            503, GatewayError, "down for maintenance", "down for maintenance", Type: "text/plain").After("120", 120),
        ["503 of a load balancer"] = Refusal(
            503, GatewayError, "bad_gateway", "the load balancer has no healthy upstream"),
        ["504 without a word"] = new(504, GatewayError, "", Type: null),
        ["408"] = new(408, SunoErrorKind.Timeout, ""),
        ["520, without a name"] = new(520, GatewayError, ""),
        ["599, without a name"] = new(599, GatewayError, ""),
        ["wrong path, as JSON"] = Error(404, GatewayError, "Invalid URL (GET /suno/fetch)", "invalid_request_error"),
        ["wrong path, as a page"] = new(
            404, GatewayError,
            "<html><head><title></title></head><body><h1>Not&nbsp;Found</h1><p>here</p></body></html>",
            "Not Found here", Type: "text/html; charset=utf-8"),
        ["wrong path, as plain text"] = new(
            404, GatewayError, "404 page not found", "404 page not found", Type: "text/plain"),
        ["wrong method"] = new(405, GatewayError, ""),
        ["words about a key, under 400"] = Refusal(
            400, GatewayError, "fail", "Suno upstream authentication failed, try again later"),
        ["words about a key, under 200"] = Refusal(
            200, GatewayError, "fail", "unauthorized: the account of the channel was banned"),
        ["words about credits, of the upstream"] = Refusal(500, GatewayError, "fail", "insufficient credits upstream"),
        ["business error under 200"] = Refusal(200, GatewayError, "invalid_request", "action is required"),
        ["business error with a number"] = new(200, GatewayError, """{"code":500,"message":"busy"}""", "busy", "500"),
        ["error of OpenAI under 200"] = Error(
            200, GatewayError, "upstream is down", "upstream_error", "do_request_failed"),
        ["error as a text under 200"] = new(200, GatewayError, """{"error":"upstream is down"}""", "upstream is down"),
        ["a message alone under 200"] = new(
            200, GatewayError, """{"status":"error","message":"maintenance","data":[]}""", "maintenance"),
        ["error in msg"] = new(400, GatewayError, """{"Code":"bad","Msg":"no such model"}""", "no such model", "bad"),
        ["error in detail"] = new(422, GatewayError, """{"detail":"ids: field required"}""", "ids: field required"),
    };

    public static TheoryData<string> Names => [.. Rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_fetch_ends_in_the_error_of_its_row(string name)
    {
        ErrorRow row = Rows[name];

        // A single response without data is completed by a batch.
        Answer(row.Answer with { Times = 3 });

        SunoApiException error = await FetchErrorAsync();
        SunoTaskResult result = Assert.Single(await StreamAsync(["any-id"]));

        Assert.All(
            [error, result.Error!],
            one => Assert.Equal(
                (row.Kind, row.Status, row.Code, row.Said, "request-1", row.Seconds),
                (one.Kind, (int)one.StatusCode!, one.Code, one.GatewayMessage, one.RequestId,
                    one.RetryAfter?.TotalSeconds)));
        Assert.Contains($"{Gateway.BaseUri}suno/fetch/any-id", error.Message, StringComparison.Ordinal);
        if (row.Kind != TaskNotFound)
        {
            // The message has the status once, even if the gateway's text repeats it.
            string status = $"{row.Status} ";
            Assert.Contains($"({status}", error.Message, StringComparison.Ordinal);
            Assert.Equal(2, error.Message.Split(status).Length);
            Assert.Contains((row.Said ?? "").Split(status)[^1], error.Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [Values(200, 400)]
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
            [.. Enumerable.Range(0, 10).Select(number => number == 3 ? GatewayError : default(
                SunoErrorKind?))],
            results.Select(result => result.Error?.Kind));
    }

    [Fact]
    public async Task A_gateway_that_requires_a_key_ends_everything_without_one()
    {
        var client = new SunoClient(
            new SunoConnection(At(SunoGateway.Custom, GatewayDialect.Any), apiKey: null, NoRetry));

        SunoApiException error = await ErrorOfAsync(() => client.GetTaskAsync(TaskIds.Music(1), Cancel));

        Assert.Equal((Unauthorized, true), (error.Kind, error.IsKeyRefused));
        Assert.StartsWith(
            "The gateway requires an API key, and no key was given (", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [Values("200", "1", "0", "\"SUCCESS\"", "\"ok\"")]
    public async Task A_code_that_means_success_with_no_task_is_not_an_error_of_the_gateway(string code)
    {
        AnswerJson($$"""{"code":{{code}},"data":[]}""");

        SunoTaskResult result = Assert.Single(await Client().GetTaskBatchAsync(["any-id"], cancellationToken: Cancel));

        Assert.Equal(TaskNotFound, result.Error?.Kind);
    }

    private static ErrorRow Refusal(int status, SunoErrorKind kind, string code, string message) =>
        new(status, kind, Wire.Refusal(code, message), message, code);

    private static ErrorRow Error(
        int status, SunoErrorKind kind, string message, string type = "new_api_error", string code = "") =>
        new(status, kind, Wire.Error(message, type, code), message, code.Length > 0 ? code : type);

    /// <summary>The response of a gateway, and the expected error.</summary>
    private sealed record ErrorRow(
        int Status, SunoErrorKind Kind, string Body, string? Said = null, string? Code = null,
        string? Type = "application/json; charset=utf-8")
    {
        private string? _retryAfter;

        public double? Seconds { get; private init; }

        public CannedAnswer Answer => new()
        {
            Status = Status,
            Body = Body,
            ContentType = Type,
            Headers = new Dictionary<string, string?>
                { ["x-oneapi-request-id"] = "request-1", ["Retry-After"] = _retryAfter },
        };

        /// <summary>Adds a <c>Retry-After</c>, and the time that it means.</summary>
        public ErrorRow After(string header, double? seconds = null) =>
            this with { _retryAfter = header, Seconds = seconds };
    }
}
