namespace SunoPS;

/// <summary>The number of retries of a failed request, and the wait before each.</summary>
internal sealed class RetryPolicy(SunoConnectionOptions options)
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(1);

    /// <summary>The longest wait that a server can request for a retry; with a longer one, there is none.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    public int MaximumAttempts => options.MaximumRetryCount + 1;

    /// <summary>The wait that a response requests; null for none. A date is that of the server's clock.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        TimeSpan? wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - (response.Headers.Date ?? TimeProvider.System.GetUtcNow()),
            _ => null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>Returns the wait before the next attempt; null for no retry.</summary>
    public TimeSpan? WaitAfter(int failures, TimeSpan? retryAfter) =>
        failures > options.MaximumRetryCount ? null : PauseAfter(failures, retryAfter);

    /// <summary>Returns how long the gateway gets no requests; null if that is not worth waiting for.</summary>
    public TimeSpan? PauseAfter(int failures, TimeSpan? retryAfter)
    {
        double first = options.RetryIntervalSec;
        double most = Math.Max(first, Math.Min(LongestBackoff.TotalSeconds, first * Math.Pow(2, failures - 1)));
        return retryAfter > LongestRetryAfter ? null
            : retryAfter ?? TimeSpan.FromSeconds(first + (Random.Shared.NextDouble() * (most - first)));
    }
}
