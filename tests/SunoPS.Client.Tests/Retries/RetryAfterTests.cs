using System.Globalization;
using System.Net;

namespace SunoPS.Client.Tests.Retries;

public sealed class RetryAfterTests : RetryTests
{
    [Theory(Timeout = Deadlock)]
    [InlineData(429, "17", 17)]
    [InlineData(503, "17", 17)]
    [InlineData(500, "2", 2)]
    [InlineData(429, "300", 300)]
    public async Task The_wait_is_as_long_as_the_gateway_requests(int status, string retryAfter, int seconds)
    {
        Fail(status, retryAfter: retryAfter);
        Task<HttpStatusCode> answer = SendAsync(Connection(maximumRetryCount: 4));

        Assert.Equal(TimeSpan.FromSeconds(seconds), await PassNextWaitAsync());
        Assert.Equal(HttpStatusCode.OK, await answer);
    }

    [Fact(Timeout = Deadlock)]
    public async Task It_waits_until_the_date_from_the_gateway()
    {
        Fail(
            503, retryAfter: (Time.GetUtcNow() + TimeSpan.FromSeconds(95)).ToString("R", CultureInfo.InvariantCulture));
        Task<HttpStatusCode> answer = SendAsync(Connection(maximumRetryCount: 4));

        Assert.Equal(TimeSpan.FromSeconds(95), await PassNextWaitAsync());
        Assert.Equal(HttpStatusCode.OK, await answer);
    }

    [Theory(Timeout = Deadlock)]
    [InlineData("0")]
    [InlineData("Wed, 21 Oct 2015 07:28:00 GMT")]
    public async Task A_time_in_the_past_means_no_wait(string retryAfter)
    {
        Fail(429, retryAfter: retryAfter);

        Assert.Equal(HttpStatusCode.OK, await SendAsync(Connection(maximumRetryCount: 4)));
        Assert.Equal(2, Gateway.Log.Requests);
    }

    [Theory(Timeout = Deadlock)]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_wait_of_more_than_five_minutes_is_not_started(int status)
    {
        Fail(status, retryAfter: "301");

        Assert.Equal((HttpStatusCode)status, await SendAsync(Connection(maximumRetryCount: 4)));
        Assert.Equal(1, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_date_more_than_five_minutes_away_is_not_awaited()
    {
        Fail(503, retryAfter: (Time.GetUtcNow() + TimeSpan.FromMinutes(6)).ToString("R", CultureInfo.InvariantCulture));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await SendAsync(Connection(maximumRetryCount: 4)));
        Assert.Equal(1, Gateway.Log.Requests);
    }

    [Theory(Timeout = Deadlock)]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData("1.5")]
    [InlineData("-3")]
    public async Task Without_a_valid_Retry_After_the_waits_grow_within_their_limits(string? retryAfter)
    {
        Fail(503, times: 4, retryAfter);
        Task<HttpStatusCode> answer = SendAsync(Connection(maximumRetryCount: 4, interval: TimeSpan.FromSeconds(2)));

        foreach (int most in new[] { 2, 4, 8, 16 })
        {
            Assert.InRange(await PassNextWaitAsync(), TimeSpan.Zero, TimeSpan.FromSeconds(most));
        }

        Assert.Equal(HttpStatusCode.OK, await answer);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_backoff_is_never_longer_than_a_minute()
    {
        Fail(500, times: 20);
        Task<HttpStatusCode> answer = SendAsync(Connection(maximumRetryCount: 20, interval: TimeSpan.FromHours(1)));

        List<TimeSpan> waits = [];
        for (int i = 0; i < 20; i++)
        {
            waits.Add(await PassNextWaitAsync());
        }

        Assert.Equal(HttpStatusCode.OK, await answer);
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromMinutes(1)));
        Assert.Equal(20, waits.Distinct().Count());
    }
}
