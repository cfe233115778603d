using Microsoft.AspNetCore.Http;

namespace SunoPS.Client.Tests.Retries;

/// <summary>After "too many requests", a gateway is paced: nothing is lost, and it is not flooded.</summary>
public sealed class PacingTests : RetryTests
{
    [Theory(Timeout = Deadlock)]
    [InlineData(10, 200, 16, "1")]
    [InlineData(10, 200, 16, null)]
    [InlineData(5, 200, 16, "1")]
    [InlineData(5, 64, 64, "1")]
    [InlineData(2, 60, 16, "1")]
    [InlineData(2, 60, 16, null)]
    [InlineData(1, 30, 16, "1")]
    public async Task A_slow_gateway_answers_every_request(int perSecond, int tasks, int inFlight, string? retryAfter)
    {
        var bucket = new TokenBucket(Time, perSecond, retryAfter);
        Gateway.Respond = bucket.RespondAsync;
        HttpMessageInvoker connection = Connection(maximumRetryCount: 4);

        HttpStatusCode[] answers = await SendAllAsync(connection, tasks, inFlight);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer));
        Assert.InRange(Gateway.Log.Requests, tasks, (2 * tasks) + inFlight);
        if (perSecond == 10)
        {
            Assert.InRange(Gateway.Log.Requests, tasks, 2 * tasks);
        }
    }

    [Fact(Timeout = Deadlock)]
    public async Task Requests_continue_one_by_one_and_speed_up_while_they_succeed()
    {
        HttpMessageInvoker connection = Connection(maximumRetryCount: 4);
        Fail(429, retryAfter: "0");
        await SendAllAsync(connection, 1, 1);
        Gateway.Log.Clear();

        await SendAllAsync(connection, 5, 5);
        Assert.InRange(Gateway.Log.MaxInFlight, 1, 2);

        // Each waits for two others.
        int arrived = 0;
        var three = new TaskCompletionSource();
        Gateway.Respond = async _ =>
        {
            if (Interlocked.Increment(ref arrived) == 3)
            {
                three.SetResult();
            }

            await three.Task.WaitAsync(Cancel);
            return false;
        };
        await SendAllAsync(connection, 3, 3);
        Assert.Equal(3, Gateway.Log.MaxInFlight);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_pause_is_not_an_attempt_of_the_requests_that_wait_for_it()
    {
        HttpMessageInvoker connection = Connection(maximumRetryCount: 1);
        Fail(429, retryAfter: "1");
        Task<HttpStatusCode> rejected = SendAsync(connection);
        TimeSpan pause = await Time.NextWaitAsync();
        Uri address = Gateway.UriOf(GatewayDialect.SunoApi);
        Task<HttpStatusCode> other = SendAsync(connection, address);
        Answer(Canned.Busy("0") with { Path = address.AbsolutePath });

        Time.Advance(pause);

        Assert.Equal(HttpStatusCode.OK, await rejected);
        Assert.Equal(HttpStatusCode.OK, await other);
        Assert.Equal(4, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_rejection_that_is_not_retried_pauses_the_gateway_too()
    {
        HttpMessageInvoker connection = Connection(maximumRetryCount: 0);
        Fail(429, retryAfter: "1");
        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync(connection));
        TimeSpan pause = await Time.NextWaitAsync();
        Task<HttpStatusCode> other = SendAsync(connection);

        Time.Advance(pause);

        Assert.Equal(HttpStatusCode.OK, await other);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_rejection_that_is_not_retried_does_not_speed_up_the_requests()
    {
        HttpMessageInvoker connection = Connection(maximumRetryCount: 0);
        Fail(429, retryAfter: "0", times: 20);
        await SendAllAsync(connection, 20, 1);
        Gateway.Log.Clear();

        await SendAllAsync(connection, 5, 5);

        Assert.InRange(Gateway.Log.MaxInFlight, 1, 2);
    }

    /// <summary>Sends requests with a limit in flight, and lets every wait pass.</summary>
    private async Task<HttpStatusCode[]> SendAllAsync(HttpMessageInvoker connection, int count, int inFlight)
    {
        using var slots = new SemaphoreSlim(inFlight);
        var all = Task.WhenAll(Enumerable.Range(0, count).Select(async _ =>
        {
            await slots.WaitAsync(Cancel);
            try
            {
                return await SendAsync(connection);
            }
            finally
            {
                slots.Release();
            }
        }));
        return await PassWaitsAsync(all);
    }

    /// <summary>A gateway that allows a number of requests a second, and as many at once.</summary>
    private sealed class TokenBucket(TimeProvider time, int perSecond, string? retryAfter)
    {
        private readonly object _lock = new();
        private double _tokens = perSecond;
        private DateTimeOffset _filled = time.GetUtcNow();

        public async Task<bool> RespondAsync(HttpContext context)
        {
            lock (_lock)
            {
                DateTimeOffset now = time.GetUtcNow();
                _tokens = Math.Min(perSecond, _tokens + ((now - _filled).TotalSeconds * perSecond));
                _filled = now;
                bool isAllowed = _tokens >= 1;
                _tokens -= isAllowed ? 1 : 0;
                context.Response.StatusCode = isAllowed ? 200 : 429;
                if (!isAllowed && retryAfter is not null)
                {
                    context.Response.Headers.RetryAfter = retryAfter;
                }
            }

            await context.Response.CompleteAsync();
            return true;
        }
    }
}
