using System.Net;

namespace SunoPS;

/// <summary>
/// Repeats what failed for a reason that can pass: exponential backoff with full jitter, <c>Retry-After</c> where the gateway names a time.
/// One 429 slows down every request of the connection.
/// </summary>
/// <param name="maximumRetryCount">How often; 0 for never.</param>
/// <param name="interval">What the waits grow from.</param>
/// <param name="time">The clock to wait by.</param>
/// <param name="innerHandler">What makes one attempt.</param>
internal sealed class RetryHandler(int maximumRetryCount, TimeSpan interval, TimeProvider time, HttpMessageHandler innerHandler) : DelegatingHandler(innerHandler)
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromSeconds(60);

    /// <summary>A gateway that asks for more patience than this is not waited for.</summary>
    private static readonly TimeSpan LongestRetryAfter = TimeSpan.FromMinutes(5);

    private static readonly HttpRequestOptionsKey<bool> MayRetryKey = new("SunoPS.MayRetry");

    /// <summary>No request of the connection goes out before this time (UTC ticks).</summary>
    private long _pausedUntil;

    /// <summary>Says whether a request may be repeated; it may where nothing is said.</summary>
    public static void Allow(HttpRequestMessage request, bool mayRetry) => request.Options.Set(MayRetryKey, mayRetry);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var log = RequestLog.Of(request);
        int retries = request.Options.TryGetValue(MayRetryKey, out bool mayRetry) && !mayRetry ? 0 : maximumRetryCount;
        bool isOneTime = OneTimeRequest.Is(request);
        for (int attempt = 1; ; attempt++)
        {
            await PauseAsync(cancellationToken).ConfigureAwait(false);
            log.Sending(request);
            HttpResponseMessage? response = null;
            string failure;
            TimeSpan wait;
            try
            {
                response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                log.Received(request, response);
                if (attempt > retries || !IsTransient(response) || (isOneTime && !OneTimeRequest.WasTurnedAway(response)))
                {
                    return response;
                }

                failure = $"status {(int)response.StatusCode}";
                TimeSpan? asked = RetryAfter.Of(response, time.GetUtcNow());
                if (asked > LongestRetryAfter)
                {
                    return response;
                }

                wait = asked ?? Backoff(attempt);
                if (response.StatusCode == UnnamedStatus.TooManyRequests)
                {
                    PauseAll(wait);
                }
            }
            catch (SunoApiException exception) when (exception.IsTransient && attempt <= retries && (!isOneTime || exception.IsNotSent))
            {
                failure = exception.Message;
                wait = Backoff(attempt);
            }

            response?.Dispose();
            log.Retrying(attempt, retries, failure, wait);
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsTransient(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.RequestTimeout or UnnamedStatus.TooManyRequests or HttpStatusCode.InternalServerError
            or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout
        && !GatewayErrors.IsFinal(response);

    private TimeSpan Backoff(int attempt)
    {
        double most = Math.Min(LongestBackoff.TotalSeconds, interval.TotalSeconds * Math.Pow(2, attempt - 1));

        // A timer counts whole milliseconds: less than one would be no wait.
        return TimeSpan.FromMilliseconds(Math.Ceiling(Random.Shared.NextDouble() * most * 1000));
    }

    private void PauseAll(TimeSpan wait)
    {
        long until = (time.GetUtcNow() + wait).UtcTicks;
        long current = Interlocked.Read(ref _pausedUntil);
        while (current < until)
        {
            long seen = Interlocked.CompareExchange(ref _pausedUntil, until, current);
            if (seen == current)
            {
                return;
            }

            current = seen;
        }
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            long left = Interlocked.Read(ref _pausedUntil) - time.GetUtcNow().UtcTicks;
            if (left <= 0)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling((double)left / TimeSpan.TicksPerMillisecond)), time, cancellationToken).ConfigureAwait(false);
        }
    }
}
