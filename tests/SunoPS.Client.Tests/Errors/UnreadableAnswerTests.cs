namespace SunoPS.Client.Tests.Errors;

/// <summary>Invalid responses with a success status.</summary>
public sealed class UnreadableAnswerTests : GatewayTests
{
    [Theory]
    [Values(
        "hello", "{\"code\":\"success\",\"data\":{\"task_id\":\"any-",
        "{\"code\":\"success\",\"data\":{\"task_id\":\"any-id\"}", "42", "\"text\"", "true", "null", "{}",
        "{\"code\":\"success\"}", "{\"code\":\"success\",\"data\":7}", "{\"code\":\"success\",\"data\":\"any-id\"}",
        "{\"code\":\"success\",\"data\":[1,2]}", "{\"code\":\"success\",\"data\":{\"user\":\"me\"}}",
        "{\"code\":\"success\",\"data\":[{\"id\":1,\"name\":\"me\"}]}", "{\"code\":\"success\",\"data\":\"[{\"}")]
    [InlineData("<!DOCTYPE html><html><head><title>Log in</title></head><body>…</body></html>", "Log in")]
    public async Task It_is_an_InvalidResponse_that_quotes_the_answer(string body, string? quoted = null)
    {
        Answer(new CannedAnswer { Body = body, Times = 3 });

        SunoApiException single = await FetchErrorAsync();
        List<SunoTaskResult> results = await StreamAsync(["any-id", "another"]);

        Assert.All([single, .. results.Select(result => result.Error!)], error =>
        {
            Assert.Equal(
                (SunoErrorKind.InvalidResponse, HttpStatusCode.OK, quoted ?? body),
                (error.Kind, error.StatusCode, error.GatewayMessage));
            Assert.Contains(quoted ?? body, error.Message, StringComparison.Ordinal);
            Assert.Contains($"{Gateway.BaseUri}suno/fetch", error.Message, StringComparison.Ordinal);
        });
        Assert.Equal(["any-id", "another"], results.Select(result => result.TaskId));
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(204, null)]
    [InlineData(200, " \r\n ")]
    public async Task An_empty_body_is_an_InvalidResponse(int status, string? body)
    {
        SunoApiException error = await ErrorOfAsync(new CannedAnswer { Status = status, Body = body });

        Assert.Equal((SunoErrorKind.InvalidResponse, (HttpStatusCode)status), (error.Kind, error.StatusCode));
        Assert.Null(error.GatewayMessage);
    }

    [Theory]
    [InlineData(1024, false)]
    [InlineData(1024, true)]
    [InlineData(100_000, false)]
    [InlineData(100_000, true)]
    public async Task A_body_at_the_limit_is_read_and_one_beyond_it_is_not(int limit, bool isAnnounced)
    {
        SunoConnectionOptions options = NoRetry with { MaximumResponseBytes = limit };
        AnswerWithTaskOf(limit, isAnnounced);
        AnswerWithTaskOf(limit + 1, isAnnounced);

        Assert.Equal("any-id", (await Client(options).GetTaskAsync("any-id", Cancel)).TaskId);
        SunoApiException error = await FetchErrorAsync(options);

        Assert.Equal(SunoErrorKind.InvalidResponse, error.Kind);
        Assert.Contains("larger than", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_small_body_that_decompresses_beyond_the_limit_is_not_read()
    {
        byte[] bomb = Compressed.Gzip(Wire.One(Wire.Task("any-id")).PadRight(5_000_000));
        Answer(Canned.Encoded("gzip", bomb));

        SunoApiException error = await FetchErrorAsync(NoRetry with { MaximumResponseBytes = 100_000 });

        Assert.InRange(bomb.Length, 1, 100_000);
        Assert.Equal(SunoErrorKind.InvalidResponse, error.Kind);
        Assert.Contains("larger than", error.Message, StringComparison.Ordinal);
    }

    private void AnswerWithTaskOf(int length, bool isAnnounced) => Answer(new CannedAnswer
    {
        Body = Wire.One(Wire.Task("any-id")).PadRight(length),
        Headers = isAnnounced ? null : Canned.Header("Content-Length", null),
    });
}
