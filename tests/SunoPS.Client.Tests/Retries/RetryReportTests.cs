namespace SunoPS.Client.Tests.Retries;

/// <summary>The events of a request in flight.</summary>
public sealed class RetryReportTests : GatewayTests
{
    [Fact]
    public async Task Every_step_of_a_request_is_reported_in_order()
    {
        Answer(Canned.Busy("0"));

        await Client(NoRetry with { MaximumRetryCount = 1 }, Listener).GetTaskAsync(TaskIds.Music(1), Cancel);

        string address = $"{Gateway.BaseUri}suno/fetch/{TaskIds.Music(1)}";
        Assert.Collection(
            Listener.Events,
            told => AssertTold(told, SunoRequestEventKind.Request, $"GET {address} "),
            told => AssertTold(told, SunoRequestEventKind.Response, "503 "),
            told => AssertTold(
                told, SunoRequestEventKind.Retry, "Attempt 1 of 2 failed: status 503. Retrying in 0.0 s."),
            told => AssertTold(told, SunoRequestEventKind.Request, $"GET {address} "),
            told => AssertTold(told, SunoRequestEventKind.Response, $"200 OK from {address} "));
    }

    [Fact]
    public async Task A_response_is_reported_with_its_duration_and_its_beginning_without_secrets()
    {
        string secrets =
            $$"""{"jwt":"a\"b.c","client_cookie" : "__session=x; y","key":"{{Gateway.ApiKey}}","n":"\u001b[31m",""";
        AnswerJson(secrets + $"\"filler\":\"{new string('x', 5000)}\"}}");

        await Client(listener: Listener).GetTaskBatchAsync(["any-id"], cancellationToken: Cancel);

        string message = Listener.Events.Last().Message;
        Assert.Matches(@"^200 OK from \S+ \(\d+ bytes in \d+ ms\): \{", message);
        Assert.Contains("""{"jwt":"***","client_cookie" : "***",""", message, StringComparison.Ordinal);
        Assert.DoesNotContain(Gateway.ApiKey, message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 300, 700);
    }

    [Theory]
    [InlineData("""{"apiKey":"S3CRET","api_key":"S3CRET","passwd":"S3CRET","__client":"S3CRET","n":"kept"}""")]
    [InlineData("""{"token":["S3CRET","S3CRET"],"authorization":{"value":"S3CRET"},"n":"kept"}""")]
    [InlineData("""{"data":"{\"token\":\"S3CRET\",\"in\":\"{\\\"jwt\\\":\\\"S3CRET\\\"}\"}","n":"kept"}""")]
    [InlineData("{'session':'S3CRET', token: S3CRET, n: kept}")]
    [InlineData("Authorization: Bearer S3CRET\nCookie: a=S3CRET; b=S3CRET\nn=kept")]
    [InlineData("token=S3CRET&password=S3CRET;signature=S3CRET&n=kept")]
    [InlineData("Bearer S3CRET and sk-S3CRET0123 and eyJhbGciOiJIUzI1NiJ9.S3CRET.x are kept")]
    public async Task A_response_is_reported_without_secrets_of_any_form(string body)
    {
        Answer(new CannedAnswer { Status = 400, Body = body });

        await FetchErrorAsync(Client(listener: Listener));

        string message = Listener.Events.Last().Message;
        Assert.Contains("kept", message, StringComparison.Ordinal);
        Assert.DoesNotContain("S3CRET", message, StringComparison.Ordinal);
    }

    private static void AssertTold(SunoRequestEvent told, SunoRequestEventKind kind, string beginning)
    {
        Assert.Equal(kind, told.Kind);
        Assert.StartsWith(beginning, told.Message, StringComparison.Ordinal);
    }
}
