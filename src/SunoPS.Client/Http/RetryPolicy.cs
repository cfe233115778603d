using System.Net;

namespace SunoPS;

/// <summary>
/// The number of retries of a failed request, and the wait before each: exponential backoff with full jitter.
/// </summary>
/// <param name="maximumRetryCount">Maximum number of retries; 0 for none.</param>
/// <param name="interval">The upper bound of the first wait; doubles for each later one, up to 60 seconds.</param>
internal sealed class RetryPolicy(int maximumRetryCount, TimeSpan interval)
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(60);

    /// <summary>The longest wait that a server can request for a retry; with a longer one, there is none.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    public RetryPolicy(SunoConnectionOptions options)
        : this(options.MaximumRetryCount, TimeSpan.FromSeconds(options.RetryIntervalSec))
    {
    }

    /// <summary>Maximum number of attempts, including the first.</summary>
    public int MaximumAttempts => maximumRetryCount + 1;

    /// <summary>True for a status that can differ when the same request is retried.</summary>
    public static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or UnnamedStatus.TooManyRequests or HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>Returns the wait before the next attempt; null for no retry.</summary>
    /// <param name="failures">Number of failed attempts.</param>
    /// <param name="retryAfter">The wait that the server requested; null for none.</param>
    public TimeSpan? WaitAfter(int failures, TimeSpan? retryAfter) =>
        failures > maximumRetryCount || retryAfter > LongestRetryAfter ? null : retryAfter ?? Backoff(failures);

    private TimeSpan Backoff(int failures)
    {
        double most = Math.Min(LongestBackoff.TotalSeconds, interval.TotalSeconds * Math.Pow(2, failures - 1));

        // Timers count whole milliseconds: a shorter wait would be none.
        return TimeSpan.FromMilliseconds(Math.Ceiling(Random.Shared.NextDouble() * most * 1000));
    }
}
