namespace SunoPS.Client.Tests.Retries;

public sealed class RetryCountTests : RetryTests
{
    [Theory(Timeout = Deadlock)]
    [Values(0, 1, 3)]
    public async Task After_the_last_retry_the_failure_is_returned(int maximumRetryCount)
    {
        Fail(503, times: 100);
        Task<HttpStatusCode> answer = SendAsync(Connection(maximumRetryCount));

        for (int i = 0; i < maximumRetryCount; i++)
        {
            await PassNextWaitAsync();
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await answer);
        Assert.Equal(maximumRetryCount + 1, Gateway.Log.Requests);
    }

    [Theory(Timeout = Deadlock)]
    [Values(400, 401, 402, 403, 404, 405, 422, 501)]
    [InlineData(429, "insufficient_user_quota", "user quota is not enough")]
    [InlineData(500, "quota_not_enough", "余额不足")]
    [InlineData(500, "get_tasks_failed", "record not found")]
    [InlineData(503, "task_not_exist", "task_not_exist")]
    public async Task Permanent_failures_by_status_or_body_are_never_retried(
        int status, string? code = null, string message = "")
    {
        Fail(status, body: code is null ? null : Wire.Refusal(code, message));

        Assert.Equal((HttpStatusCode)status, await SendAsync(Connection(maximumRetryCount: 4)));
        Assert.Equal(1, Gateway.Log.Requests);
    }

    /// <summary>The handler does not read the body of a success: the error is its reader's.</summary>
    [Theory(Timeout = Deadlock)]
    [Values("rate_limit_exceeded", "too_many_requests")]
    public async Task A_rate_limit_under_200_is_returned_and_paces_nothing(string code)
    {
        Fail(200, times: 2, retryAfter: "30", body: Wire.Refusal(code, "slow down"));
        HttpMessageInvoker connection = Connection(maximumRetryCount: 4);

        Assert.Equal(HttpStatusCode.OK, await SendAsync(connection));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(connection));
        Assert.Equal(2, Gateway.Log.Requests);

        Fail(200, retryAfter: "30", body: Wire.Refusal(code, "slow down"));
        SunoApiException error = await FetchErrorAsync();

        Assert.Equal((SunoErrorKind.RateLimited, TimeSpan.FromSeconds(30)), (error.Kind, error.RetryAfter));
        Assert.True(error.IsTransient && error.IsRefused);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_request_is_repeated_as_it_was()
    {
        Fail(500);
        Task<HttpStatusCode> answer = SendAsync(Connection(maximumRetryCount: 1));
        await PassNextWaitAsync();
        await answer;

        Assert.Equal(2, Gateway.Log.Requests);
        Assert.All(Gateway.Log.Entries, request =>
            Assert.Equal(("POST", "/suno/fetch", """{"ids":[]}"""), (request.Method, request.RawTarget, request.Body)));
        Assert.Single(
            Gateway.Log.Entries.Select(request =>
                string.Join('\n', request.Headers.OrderBy(header => header.Key, StringComparer.Ordinal))).Distinct());
    }
}
