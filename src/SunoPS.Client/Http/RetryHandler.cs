using System.Net;

namespace SunoPS;

/// <summary>
/// Sends a request, reads the whole response within limits of time and size, and retries transient failures. One-time
/// requests are retried only if the gateway certainly did nothing yet.
/// </summary>
internal sealed class RetryHandler(
    SunoConnectionOptions options, KeyMask keyMask, Uri? proxy, TimeProvider time, HttpMessageHandler innerHandler)
    : DelegatingHandler(innerHandler)
{
    /// <summary>Maximum number of bytes that are read from a response with an error status.</summary>
    internal const int LongestErrorBody = 256 * 1024;

    /// <summary>Far more than the response to a submission, which names a task.</summary>
    private const int LongestReceipt = 1024 * 1024;

    private readonly RetryPolicy _policy = new(options);
    private readonly RequestPacer _pacer = new(time);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = (GatewayRequest)request;
        for (int attempt = 1; ; attempt++)
        {
            int round = await _pacer.EnterAsync(isFirst: attempt > 1, cancellationToken).ConfigureAwait(false);
            HttpResponseMessage? response = null;
            SunoApiException? failure = null;
            ErrorTraits traits = ErrorTraits.None;
            TimeSpan? retryAfter = null;
            try
            {
                cancellationToken.ThrowIfCancellationRequested();
                sent.Log.Sending(request);
                long start = time.GetTimestamp();

                // A stop does not cancel an attempt that the gateway may already charge.
                response = await AttemptAsync(sent, sent.IsOneTime ? CancellationToken.None : cancellationToken)
                    .ConfigureAwait(false);
                sent.Log.Received(request, response, time.GetElapsedTime(start));
                traits = response.IsSuccessStatusCode ? ErrorTraits.None : GatewayErrors.MeaningOf(response).Traits;
                retryAfter = RetryPolicy.RetryAfter(response);
            }
            catch (SunoApiException exception)
            {
                (failure, traits) = (exception, exception.Traits);
            }
            finally
            {
                if (traits.HasFlag(ErrorTraits.Paced) && _policy.PauseAfter(attempt, retryAfter) is { } pause)
                {
                    _pacer.Pause(round, pause);
                }

                _pacer.Leave(round, isSuccess: response is not null && !traits.HasFlag(ErrorTraits.Paced));
            }

            bool mayRetry = (traits & sent.Retried) != 0
                && (!sent.IsOneTime || traits.HasFlag(ErrorTraits.Repeatable));
            if (!mayRetry || _policy.WaitAfter(attempt, retryAfter) is not { } wait)
            {
                return response ?? throw failure!;
            }

            string what = failure?.Message ?? $"status {(int)response!.StatusCode}";
            response?.Dispose();
            sent.Log.Retrying(attempt, _policy.MaximumAttempts, what, wait, isUnreachable: failure?.IsNotSent == true);
            if (!traits.HasFlag(ErrorTraits.Paced))
            {
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<HttpResponseMessage> AttemptAsync(GatewayRequest request, CancellationToken cancellationToken)
    {
        int limit = Math.Min(options.MaximumResponseBytes, request.IsOneTime ? LongestReceipt : int.MaxValue);
        int timeoutSec = request.IsOneTime ? options.SubmissionTimeoutSec : options.TimeoutSec;
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        attempt.CancelAfter(TimeSpan.FromSeconds(timeoutSec));
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, attempt.Token).ConfigureAwait(false);
            using HttpContent content = response.Content;
            bool isError = !response.IsSuccessStatusCode;
            int longest = isError ? Math.Min(limit, LongestErrorBody) : limit;
            var body = await BufferedContent
                .ReadAsync(content, longest, mayCut: isError, attempt.Token).ConfigureAwait(false);
            response.Content = body;

            // If only the end of the connection marks the end of a body, truncation shows only in its syntax.
            bool hasKnownEnd = body.IsCut || Transport.KnowsEnd(response, content, body.ReceivedLength);
            return hasKnownEnd || !JsonText.IsTruncated(body.Utf8.Span)
                ? response : throw new HttpIOException(HttpRequestError.ResponseEnded);
        }
        catch (Exception exception)
        {
            HttpStatusCode? status = response?.StatusCode;
            string? requestId = response is null ? null : GatewayErrors.RequestId(response, body: null, keyMask);
            response?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            string address = request.RequestUri!.GetLeftPart(UriPartial.Path);
            string through = proxy is null ? address : $"{address} through the proxy {proxy}";
            string late = $"{through} did not send a complete response within {timeoutSec} s";
            throw NetworkErrors.From(
                exception, through, (late, Remedy.RaiseTimeout), keyMask, status, requestId, limit);
        }
    }
}
