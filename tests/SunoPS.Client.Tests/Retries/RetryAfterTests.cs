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

        // A pause has a random part of a tenth.
        double most = status == 429 ? seconds * 1.1 : seconds;
        Assert.InRange((await PassNextWaitAsync()).TotalSeconds, seconds, most + 0.001);
        Assert.Equal(HttpStatusCode.OK, await answer);
    }

    [Theory(Timeout = Deadlock)]
    [InlineData(-600, 2)]
    [InlineData(0, 95)]
    [InlineData(600, 2)]
    public async Task A_date_is_measured_by_the_clock_of_the_gateway(int secondsFast, int seconds)
    {
        AnswerUntil(seconds, DateTimeOffset.UtcNow.AddSeconds(secondsFast));
        Task<HttpStatusCode> answer = SendAsync(Connection(maximumRetryCount: 4));

        Assert.Equal(TimeSpan.FromSeconds(seconds), await PassNextWaitAsync());
        Assert.Equal(HttpStatusCode.OK, await answer);
    }

    [Theory(Timeout = Deadlock)]
    [Values(1, 30, 3600)]
    public async Task The_first_wait_is_as_long_as_the_user_requests(int seconds)
    {
        Fail(503);
        Task<HttpStatusCode> answer = SendAsync(Connection(4, intervalSec: seconds));

        Assert.Equal(TimeSpan.FromSeconds(seconds), await PassNextWaitAsync());
        Assert.Equal(HttpStatusCode.OK, await answer);
    }

    [Theory(Timeout = Deadlock)]
    [Values("0", "Wed, 21 Oct 2015 07:28:00 GMT")]
    public async Task A_time_in_the_past_means_no_wait(string retryAfter)
    {
        Fail(429, retryAfter: retryAfter);

        Assert.Equal(HttpStatusCode.OK, await SendAsync(Connection(maximumRetryCount: 4)));
        Assert.Equal(2, Gateway.Log.Requests);
    }

    [Theory(Timeout = Deadlock)]
    [Values(429, 503)]
    public async Task A_wait_of_more_than_five_minutes_is_not_started(int status)
    {
        Fail(status, retryAfter: "301");

        Assert.Equal((HttpStatusCode)status, await SendAsync(Connection(maximumRetryCount: 4)));
        Assert.Equal(1, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_date_more_than_five_minutes_away_is_not_awaited()
    {
        AnswerUntil(360, DateTimeOffset.UtcNow);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await SendAsync(Connection(maximumRetryCount: 4)));
        Assert.Equal(1, Gateway.Log.Requests);
    }

    [Theory(Timeout = Deadlock)]
    [Values(null, "soon", "1.5", "-3")]
    public async Task Without_a_valid_Retry_After_the_waits_grow_within_their_limits(string? retryAfter)
    {
        Fail(503, times: 4, retryAfter);
        Task<HttpStatusCode> answer = SendAsync(Connection(maximumRetryCount: 4, intervalSec: 2));

        foreach (int most in new[] { 2, 4, 8, 16 })
        {
            Assert.InRange(await PassNextWaitAsync(), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(most));
        }

        Assert.Equal(HttpStatusCode.OK, await answer);
    }

    [Fact(Timeout = Deadlock)]
    public async Task Waits_grow_at_random_up_to_a_minute()
    {
        Fail(500, times: 20);
        Task<HttpStatusCode> answer = SendAsync(Connection(maximumRetryCount: 20));

        List<TimeSpan> waits = [];
        for (int i = 0; i < 20; i++)
        {
            waits.Add(await PassNextWaitAsync());
        }

        Assert.Equal(HttpStatusCode.OK, await answer);
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1)));
        Assert.Equal(20, waits.Distinct().Count());
    }

    /// <summary>Prepares a failure that passes at a date.</summary>
    private void AnswerUntil(int seconds, DateTimeOffset now) => Answer(new CannedAnswer
    {
        Status = 503,
        Body = "",
        Headers = new Dictionary<string, string?>
        {
            ["Date"] = now.ToString("R", CultureInfo.InvariantCulture),
            ["Retry-After"] = now.AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture),
        },
    });
}
