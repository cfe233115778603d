using System.Net;

namespace SunoPS;

/// <summary>
/// How often a failed request is retried, and how long each retry waits: exponential backoff with full jitter.
/// </summary>
/// <param name="maximumRetryCount">Maximum number of retries; 0 for none.</param>
/// <param name="interval">The upper bound of the first wait, from which later ones grow.</param>
internal sealed class RetryPolicy(int maximumRetryCount, TimeSpan interval)
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(60);

    /// <summary>A server that asks for a longer wait than this gets no retry.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    public RetryPolicy(SunoConnectionOptions options)
        : this(options.MaximumRetryCount, TimeSpan.FromSeconds(options.RetryIntervalSec))
    {
    }

    /// <summary>Maximum number of attempts, the first one included.</summary>
    public int MaximumAttempts => maximumRetryCount + 1;

    /// <summary>True for a status that the same request may not get a moment later.</summary>
    public static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or UnnamedStatus.TooManyRequests or HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    /// <summary>The wait before the next attempt; null if there is none.</summary>
    /// <param name="failures">How many attempts have failed.</param>
    /// <param name="retryAfter">The wait that the server asked for; null for none.</param>
    public TimeSpan? WaitAfter(int failures, TimeSpan? retryAfter) =>
        failures > maximumRetryCount || retryAfter > LongestRetryAfter ? null : retryAfter ?? Backoff(failures);

    private TimeSpan Backoff(int failures)
    {
        double most = Math.Min(LongestBackoff.TotalSeconds, interval.TotalSeconds * Math.Pow(2, failures - 1));

        // A timer counts whole milliseconds: less than one would be no wait.
        return TimeSpan.FromMilliseconds(Math.Ceiling(Random.Shared.NextDouble() * most * 1000));
    }
}
