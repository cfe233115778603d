namespace SunoPS;

/// <summary>Retries transient failures. A 429 pauses all requests of the connection.</summary>
/// <param name="policy">The number of retries, and the waits before them.</param>
/// <param name="time">The clock for waits.</param>
/// <param name="innerHandler">Makes one attempt.</param>
internal sealed class RetryHandler(RetryPolicy policy, TimeProvider time, HttpMessageHandler innerHandler)
    : DelegatingHandler(innerHandler)
{
    private static readonly RetryPolicy Never = new(0, TimeSpan.Zero);
    private static readonly HttpRequestOptionsKey<bool> MayRetryKey = new("SunoPS.MayRetry");

    private readonly object _pausing = new();

    /// <summary>No request of the connection is sent before this time (UTC ticks).</summary>
    private long _pausedUntil;

    /// <summary>Sets whether a request may be retried; the default is true.</summary>
    public static void Allow(HttpRequestMessage request, bool mayRetry) => request.Options.Set(MayRetryKey, mayRetry);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var log = RequestLog.Of(request);
        RetryPolicy retries = request.Options.TryGetValue(MayRetryKey, out bool mayRetry) && !mayRetry ? Never : policy;
        bool isOneTime = OneTimeRequest.Is(request);

        // Stopping a one-time request prevents retries, but does not cancel an attempt that the gateway may already
        // charge.
        CancellationToken attemptToken = isOneTime ? CancellationToken.None : cancellationToken;
        for (int attempt = 1; ; attempt++)
        {
            await PauseAsync(cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            log.Sending(request);
            HttpResponseMessage? response = null;
            string failure;
            TimeSpan? wait;
            try
            {
                response = await base.SendAsync(request, attemptToken).ConfigureAwait(false);
                log.Received(request, response);
                if (!IsTransient(response) || (isOneTime && !OneTimeRequest.WasTurnedAway(response)))
                {
                    return response;
                }

                wait = retries.WaitAfter(attempt, RetryAfter.Of(response, time.GetUtcNow()));
                if (wait is null)
                {
                    return response;
                }

                failure = $"status {(int)response.StatusCode}";
                if (response.StatusCode == UnnamedStatus.TooManyRequests)
                {
                    PauseAll(wait.Value);
                }
            }
            catch (SunoApiException exception) when (exception.IsTransient && (!isOneTime || exception.IsNotSent))
            {
                failure = exception.Message;
                wait = retries.WaitAfter(attempt, retryAfter: null);
                if (wait is null)
                {
                    throw;
                }
            }

            response?.Dispose();
            log.Retrying(attempt, retries.MaximumAttempts, failure, wait.Value);
            await Task.Delay(wait.Value, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsTransient(HttpResponseMessage response) =>
        RetryPolicy.IsTransient(response.StatusCode) && !GatewayErrors.IsFinal(response);

    private void PauseAll(TimeSpan wait)
    {
        long until = (time.GetUtcNow() + wait).UtcTicks;
        lock (_pausing)
        {
            Volatile.Write(ref _pausedUntil, Math.Max(_pausedUntil, until));
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

            // Setting the clock back must not prolong the pause.
            left = Math.Min(left, RetryPolicy.LongestRetryAfter.Ticks);
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling((double)left / TimeSpan.TicksPerMillisecond));
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
