using static SunoPS.SunoErrorKind;

namespace SunoPS.Client.Tests.Variations;

/// <summary>Error responses with every status: the error contains all details of the response.</summary>
public sealed class AnswerErrorTests : GatewayTests
{
    private const string Page = "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>\n Just a\n "
        + "moment&hellip; </title></head><body><h1>Checking</h1></body></html>";
    private const string PageWithoutTitle =
        "<html><head><style>h1{color:red}</style></head><body><h1>Service</h1>\n"
        + "<p>Unavailable&nbsp;now</p><script>alert(1 < 2)</script></body></html>";

    private const string Truncated = """{"code":"busy","message":"the database is lo""";

    private static readonly (int Status, SunoErrorKind Kind)[] EveryStatus =
    [
        (200, InvalidResponse), (201, InvalidResponse), (203, InvalidResponse), (400, GatewayError),
        (401, Unauthorized), (402, QuotaExceeded), (403, Forbidden), (404, GatewayError), (405, GatewayError),
        (408, SunoErrorKind.Timeout), (413, GatewayError), (422, GatewayError), (429, RateLimited), (500, GatewayError),
        (502, GatewayError), (503, GatewayError), (504, GatewayError), (520, GatewayError), (524, GatewayError),
    ];

    /// <summary>Bodies without a message of a gateway, and the message that they become.</summary>
    public static TheoryData<string, string?, string?> Bodies => new()
    {
        { Page, "text/html; charset=utf-8", "Just a moment…" },
        { PageWithoutTitle, "text/html", "Service Unavailable now" },
        { "", null, null },
        { Truncated, "application/json", Truncated },
        { "42", "application/json", "42" },
        { "\"busy\"", "application/json", "\"busy\"" },
        { "true", "application/json", "true" },
        { "null", "application/json", "null" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_without_a_message_is_shortened_or_quoted_with_every_status(
        string body, string? type, string? message)
    {
        foreach ((int status, SunoErrorKind kind) in EveryStatus)
        {
            SunoApiException error = await ErrorOfAsync(With(status, body, type));

            Assert.Equal((kind, message, null), (error.Kind, error.GatewayMessage, error.Code));
            Assert.Contains(message ?? "", error.Message, StringComparison.Ordinal);
            AssertTellsAll(error, status, $"{Gateway.BaseUri}suno/fetch/any-id");
        }
    }

    [Theory]
    [Values("[]", "[1,2]", "{}")]
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
    [Values(200, 400, 500)]
    public async Task Code_and_message_are_reported_with_any_data(int status)
    {
        foreach (
            string data in new[]
                { "null", "[]", "{}", "7", "true", "\"none\"", "\"[{\"", "\"{}\"", "[1]", "{\"total\":0}", "[[[]]]" })
        {
            SunoApiException error = await ErrorOfAsync(
                With(status, $$"""{"data":{{data}},"code":"get_tasks_failed","message":"database is locked"}"""));

            Assert.Equal(
                (GatewayError, "get_tasks_failed", "database is locked"),
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

        Assert.Equal(InvalidResponse, error.Kind);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, InvalidResponse)]
    [InlineData(404, GatewayError)]
    [InlineData(500, GatewayError)]
    public async Task The_error_of_a_body_beyond_the_limit_has_all_details(int status, SunoErrorKind kind)
    {
        Answer(With(status, new string(' ', 5000)));

        SunoApiException error = await FetchErrorAsync(NoRetry with { MaximumResponseBytes = 2048 });

        Assert.Equal(kind, error.Kind);
        AssertTellsAll(error, status, $"{Gateway.BaseUri}suno/fetch/any-id");
    }

    [Theory]
    [Values(
        "Content-Length: 1000\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n",
        "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain", "Content-Length: 900000000\r\n\r\n{")]
    public async Task The_error_of_a_body_that_does_not_arrive_has_all_details(string rest)
    {
        await using var server = new RawServer($"HTTP/1.1 200 OK\r\nx-oneapi-request-id: request-1\r\n{rest}");

        SunoApiException error = await FetchErrorFromAsync(server.Address);

        Assert.Equal(InvalidResponse, error.Kind);
        AssertTellsAll(error, 200, $"{server.Address}suno/fetch/any-id");
    }

    private static CannedAnswer With(int status, string body, string? contentType = "application/json") => new()
    {
        Status = status,
        Body = body,
        ContentType = contentType,
        Headers = new Dictionary<string, string?> { ["x-oneapi-request-id"] = "request-1" },
    };

    private static void AssertTellsAll(SunoApiException error, int status, string address)
    {
        Assert.Equal((HttpStatusCode)status, error.StatusCode);
        Assert.Contains(address, error.Message, StringComparison.Ordinal);
        Assert.Equal("request-1", error.RequestId);
    }
}
