using System.Net;

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
        Assert.Equal(TimeSpan.FromSeconds(30), await Time.NextWaitAsync());
        Time.Advance(TimeSpan.FromSeconds(10));

        Task<HttpStatusCode> second = SendAsync(connection);

        Assert.Equal(TimeSpan.FromSeconds(20), await Time.NextWaitAsync());
        Assert.Equal(1, Gateway.Log.Requests);

        Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await Task.WhenAll(first, second));
        Assert.Equal(3, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_request_of_another_connection_does_not_wait()
    {
        Fail(429, retryAfter: "30");
        Task<HttpStatusCode> first = SendAsync(Connection(maximumRetryCount: 4));
        await Time.NextWaitAsync();

        Assert.Equal(HttpStatusCode.OK, await SendAsync(Connection(maximumRetryCount: 4)));

        Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.OK, await first);
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
        Task<HttpStatusCode> first = SendAsync(connection);
        Task<HttpStatusCode> second = SendAsync(connection);
        await held.ArrivedAsync(2);
        held.ReleaseAll();
        TimeSpan[] waits = [await Time.NextWaitAsync(), await Time.NextWaitAsync()];
        Assert.Equal([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(60)], waits.Order());

        Time.Advance(TimeSpan.FromSeconds(5));

        // The request with a wait of five seconds continues to wait with the connection, which waits for sixty.
        Assert.Equal(TimeSpan.FromSeconds(55), await Time.NextWaitAsync());
        Assert.Equal(2, Gateway.Log.Requests);

        Time.Advance(TimeSpan.FromSeconds(55));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK], await Task.WhenAll(first, second));
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
