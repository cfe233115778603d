namespace SunoPS.Client.Tests.Retries;

/// <summary>One "too many requests" pauses all requests of the connection.</summary>
public sealed class PauseTests : RetryTests
{
    [Fact(Timeout = Deadlock)]
    public async Task Another_request_of_the_connection_waits_as_long()
    {
        HttpMessageInvoker connection = Connection(maximumRetryCount: 4);
        Fail(429, retryAfter: "30");
        Task<HttpStatusCode> first = SendAsync(connection);
        TimeSpan pause = await Time.NextWaitAsync();

        Task<HttpStatusCode> second = SendAsync(connection);
        Time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(second.IsCompleted);
        Assert.Equal(1, Gateway.Log.Requests);

        Time.Advance(pause - TimeSpan.FromSeconds(29));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await Task.WhenAll(first, second));
        Assert.Equal(3, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_request_of_another_connection_does_not_wait()
    {
        Fail(429, retryAfter: "30");
        Task<HttpStatusCode> first = SendAsync(Connection(maximumRetryCount: 4));
        TimeSpan pause = await Time.NextWaitAsync();

        Assert.Equal(HttpStatusCode.OK, await SendAsync(Connection(maximumRetryCount: 4)));

        Time.Advance(pause);
        Assert.Equal(HttpStatusCode.OK, await first);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_request_that_is_canceled_during_the_pause_is_not_sent()
    {
        HttpMessageInvoker connection = Connection(maximumRetryCount: 4);
        Fail(429, retryAfter: "30");
        Task<HttpStatusCode> first = SendAsync(connection);
        TimeSpan pause = await Time.NextWaitAsync();
        using var stop = new CancellationTokenSource();
        Task<HttpStatusCode> second = SendAsync(connection, stop: stop.Token);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);

        Time.Advance(pause);
        Assert.Equal(HttpStatusCode.OK, await first);
        Assert.Equal(HttpStatusCode.OK, await SendAsync(connection));
        Assert.Equal(3, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_server_error_does_not_pause_other_requests()
    {
        HttpMessageInvoker connection = Connection(maximumRetryCount: 4);
        Fail(503, retryAfter: "30");
        Task<HttpStatusCode> first = SendAsync(connection);
        await Time.NextWaitAsync();

        Assert.Equal(HttpStatusCode.OK, await SendAsync(connection));

        Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, await first);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_shorter_pause_does_not_end_a_longer_one()
    {
        HttpMessageInvoker connection = Connection(maximumRetryCount: 4);
        var held = new HeldRequests(Gateway);
        Fail(429, retryAfter: "60");
        Fail(429, retryAfter: "5");
        Task<HttpStatusCode[]> both = Task.WhenAll(SendAsync(connection), SendAsync(connection));
        await held.ArrivedAsync(2);
        held.ReleaseAll();
        DateTimeOffset start = Time.GetUtcNow();

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await PassWaitsAsync(both));
        Assert.InRange((Time.GetUtcNow() - start).TotalSeconds, 60, 75);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_quota_error_does_not_pause_other_requests()
    {
        HttpMessageInvoker connection = Connection(maximumRetryCount: 4);
        Fail(429, retryAfter: "30", body: Wire.Error("quota", "t", "insufficient_user_quota"));

        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync(connection));
        Assert.Equal(HttpStatusCode.OK, await SendAsync(connection));
    }
}
