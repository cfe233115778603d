using System.Net;

namespace SunoPS.Client.Tests.Variations;

/// <summary>Error responses with every status: the error contains all details of the response.</summary>
public sealed class AnswerErrorTests : GatewayTests
{
    private const string Page = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>\n Just a\n "
        + "moment&hellip; </title></head><body><h1>Checking</h1></body></html>";
    private const string PageWithoutTitle =
        "<html><head><style>h1{color:red}</style></head><body><h1>Service</h1>\n"
        + "<p>Unavailable&nbsp;now</p><script>alert(1 < 2)</script></body></html>";

    private static readonly (int Status, SunoErrorKind Kind)[] EveryStatus =
    [
        (200, SunoErrorKind.InvalidResponse),
        (201, SunoErrorKind.InvalidResponse),
        (203, SunoErrorKind.InvalidResponse),
        (400, SunoErrorKind.GatewayError),
        (401, SunoErrorKind.Unauthorized),
        (402, SunoErrorKind.QuotaExceeded),
        (403, SunoErrorKind.Forbidden),
        (404, SunoErrorKind.GatewayError),
        (405, SunoErrorKind.GatewayError),
        (408, SunoErrorKind.Timeout),
        (413, SunoErrorKind.GatewayError),
        (422, SunoErrorKind.GatewayError),
        (429, SunoErrorKind.RateLimited),
        (500, SunoErrorKind.GatewayError),
        (502, SunoErrorKind.GatewayError),
        (503, SunoErrorKind.GatewayError),
        (504, SunoErrorKind.GatewayError),
        (520, SunoErrorKind.GatewayError),
        (524, SunoErrorKind.GatewayError),
    ];

    public static TheoryData<int, SunoErrorKind> Statuses => [.. EveryStatus];

    public static TheoryData<string> Unreadable => [.. UnreadableAnswers.Keys];

    private static Dictionary<string, (CannedAnswer Answer, SunoErrorKind Kind)> UnreadableAnswers { get; } = new()
    {
        ["page"] = (new CannedAnswer { ContentType = "text/html", Body = Page }, SunoErrorKind.InvalidResponse),
        ["page of an error"] = (
            new CannedAnswer { Status = 502, ContentType = "text/html", Body = Page }, SunoErrorKind.GatewayError),
        ["nothing"] = (new CannedAnswer { Body = "" }, SunoErrorKind.InvalidResponse),
        ["no content"] = (new CannedAnswer { Status = 204 }, SunoErrorKind.InvalidResponse),
        ["cut off"] = (
            new CannedAnswer
                { Body = """{"code":"success","data":[{"task_id":"a","status":"SUCCESS"},{"task_id":"b""" },
            SunoErrorKind.InvalidResponse),
        ["number"] = (new CannedAnswer { Body = "42" }, SunoErrorKind.InvalidResponse),
        ["text"] = (new CannedAnswer { Body = "\"ok\"" }, SunoErrorKind.InvalidResponse),
        ["data that is a number"] = (
            new CannedAnswer { Body = """{"code":"success","data":7}""" }, SunoErrorKind.InvalidResponse),
        ["something else"] = (
            new CannedAnswer { Body = """{"code":"success","data":[{"user":"me"}]}""" }, SunoErrorKind.InvalidResponse),
        ["something else with an id"] = (
            new CannedAnswer { Body = """{"code":"success","data":[{"id":1,"name":"me"}]}""" },
            SunoErrorKind.InvalidResponse),
        ["beyond the limit"] = (new CannedAnswer { Body = new string(' ', 20_000) }, SunoErrorKind.InvalidResponse),
        ["not compressed as it says"] = (
            new CannedAnswer
                { Body = "plain", Headers = new Dictionary<string, string?> { ["Content-Encoding"] = "gzip" } },
            SunoErrorKind.InvalidResponse),
        ["error of OpenAI"] = (
            new CannedAnswer { Body = Wire.Error("upstream is down", "upstream_error", "do_request_failed") },
            SunoErrorKind.GatewayError),
        ["business error"] = (
            new CannedAnswer { Body = Wire.Refusal("get_tasks_failed", "database is locked") },
            SunoErrorKind.GatewayError),
    };

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_page_is_reduced_to_its_title(int status, SunoErrorKind kind)
    {
        SunoApiException error = await ErrorOfAsync(With(status, Page, "text/html; charset=utf-8"));

        AssertIs(error, kind, status, "Just a moment…");
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_page_without_a_title_is_reduced_to_its_text(int status, SunoErrorKind kind)
    {
        SunoApiException error = await ErrorOfAsync(With(status, PageWithoutTitle, "text/html"));

        AssertIs(error, kind, status, "Service Unavailable now");
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task An_empty_body_has_no_message(int status, SunoErrorKind kind)
    {
        SunoApiException error = await ErrorOfAsync(With(status, "", contentType: null));

        AssertIs(error, kind, status, message: null);
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_truncated_body_is_quoted(int status, SunoErrorKind kind)
    {
        const string Cut = """{"code":"busy","message":"the database is lo""";

        SunoApiException error = await ErrorOfAsync(With(status, Cut));

        AssertIs(error, kind, status, Cut);
    }

    [Theory]
    [InlineData("42")]
    [InlineData("\"busy\"")]
    [InlineData("true")]
    [InlineData("null")]
    public async Task JSON_that_is_not_an_object_is_quoted_with_every_status(string body)
    {
        foreach ((int status, SunoErrorKind kind) in EveryStatus)
        {
            AssertIs(await ErrorOfAsync(With(status, body)), kind, status, body);
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("[1,2]")]
    [InlineData("{}")]
    public async Task JSON_without_a_message_is_the_error_of_its_status(string body)
    {
        foreach ((int status, SunoErrorKind kind) in EveryStatus.Where(row => row.Status >= 400))
        {
            SunoApiException error = await ErrorOfAsync(With(status, body));

            Assert.Equal(kind, error.Kind);
            AssertTellsAll(error, status, $"{Gateway.BaseUri}suno/fetch/any-id");
        }
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(500)]
    public async Task Code_and_message_are_reported_with_any_data(int status)
    {
        foreach (
            string data in new[]
                { "null", "[]", "{}", "7", "true", "\"none\"", "\"[{\"", "\"{}\"", "[1]", "{\"total\":0}", "[[[]]]" })
        {
            SunoApiException error = await ErrorOfAsync(
                With(status, $$"""{"data":{{data}},"code":"get_tasks_failed","message":"database is locked"}"""));

            Assert.Equal(
                (SunoErrorKind.GatewayError, "get_tasks_failed", "database is locked"),
                (error.Kind, error.Code, error.GatewayMessage));
        }
    }

    [Fact]
    public void The_limit_is_32_MiB_unless_it_is_set() =>
        Assert.Equal(32 * 1024 * 1024, new SunoConnectionOptions().MaximumResponseBytes);

    [Theory]
    [InlineData(32 * 1024 * 1024, "truncated")]
    [InlineData((32 * 1024 * 1024) + 1, "larger than 32 MiB")]
    public async Task A_body_with_an_announced_length_beyond_the_limit_is_not_read(int length, string words)
    {
        await using var server = new RawServer(
            $"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nx-request-id: request-1\r\n\r\n{{");

        SunoApiException error = await FetchErrorFromAsync(server.Address);

        Assert.Equal(SunoErrorKind.InvalidResponse, error.Kind);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, SunoErrorKind.InvalidResponse)]
    [InlineData(404, SunoErrorKind.GatewayError)]
    [InlineData(500, SunoErrorKind.GatewayError)]
    public async Task The_error_of_a_body_beyond_the_limit_has_all_details(int status, SunoErrorKind kind)
    {
        Answer(With(status, new string(' ', 5000)));

        SunoApiException error = await FetchErrorAsync(NoRetry with { MaximumResponseBytes = 2048 });

        Assert.Equal(kind, error.Kind);
        AssertTellsAll(error, status, $"{Gateway.BaseUri}suno/fetch/any-id");
    }

    [Theory]
    [InlineData("Content-Length: 1000\r\n\r\n{")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n")]
    [InlineData("Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain")]
    [InlineData("Content-Length: 900000000\r\n\r\n{")]
    public async Task The_error_of_a_body_that_does_not_arrive_has_all_details(string rest)
    {
        await using var server = new RawServer($"HTTP/1.1 200 OK\r\nx-oneapi-request-id: request-1\r\n{rest}");

        SunoApiException error = await FetchErrorFromAsync(server.Address);

        Assert.Equal(SunoErrorKind.InvalidResponse, error.Kind);
        AssertTellsAll(error, 200, $"{server.Address}suno/fetch/any-id");
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_batch_with_an_unreadable_response_has_an_error_for_each_id(string name)
    {
        string[] ids = [.. Enumerable.Range(0, 8).Select(number => TaskIds.Music(number))];
        (CannedAnswer answer, SunoErrorKind kind) = UnreadableAnswers[name];
        Answer(answer with { IdContains = ids[2] });

        List<SunoTaskResult> results = await Client(NoRetry with { MaximumResponseBytes = 15_000 })
            .GetTasksAsync(ids, new SunoFetchOptions { BatchSize = 2, ThrottleLimit = 3 }, Cancel)
            .ToListAsync(Cancel);

        Assert.Equal(ids, results.Select(result => result.TaskId));
        Assert.Equal([null, null, kind, kind, null, null, null, null], results.Select(result => result.Error?.Kind));
        Assert.Equal([ids[0], ids[1], null, null, .. ids[4..]], results.Select(result => result.Task?.TaskId));
    }

    private static CannedAnswer With(int status, string body, string? contentType = "application/json") => new()
    {
        Status = status,
        Body = body,
        ContentType = contentType,
        Headers = new Dictionary<string, string?> { ["x-oneapi-request-id"] = "request-1" },
    };

    private void AssertIs(SunoApiException error, SunoErrorKind kind, int status, string? message)
    {
        Assert.Equal(kind, error.Kind);
        Assert.Equal(message, error.GatewayMessage);
        Assert.Null(error.Code);
        Assert.Contains(message ?? "", error.Message, StringComparison.Ordinal);
        AssertTellsAll(error, status, $"{Gateway.BaseUri}suno/fetch/any-id");
    }

    private static void AssertTellsAll(SunoApiException error, int status, string address)
    {
        Assert.Equal((HttpStatusCode)status, error.StatusCode);
        Assert.Contains(address, error.Message, StringComparison.Ordinal);
        Assert.Equal("request-1", error.RequestId);
    }

    private Task<SunoApiException> FetchErrorFromAsync(Uri address) =>
        Assert.ThrowsAsync<SunoApiException>(
            () => Client(SunoGateway.Custom with { BaseUri = address }).GetTaskAsync("any-id", Cancel));
}
