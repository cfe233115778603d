using System.Globalization;
using System.Net;

namespace SunoPS;

/// <summary>
/// Makes one attempt: sends the request, and reads the whole response within limits of time and size.
/// </summary>
/// <param name="timeout">The time limit from the first byte sent to the last byte read.</param>
/// <param name="maximumBytes">The largest body, in bytes after decompression.</param>
/// <param name="keyMask">Masks the key in error messages.</param>
/// <param name="innerHandler">Sends the request.</param>
internal sealed class AttemptHandler(
    TimeSpan timeout, int maximumBytes, KeyMask keyMask, HttpMessageHandler innerHandler)
    : DelegatingHandler(innerHandler)
{
    /// <summary>Maximum number of bytes that are read from a response with an error status.</summary>
    internal const int LongestErrorBody = 256 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        attempt.CancelAfter(timeout);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, attempt.Token).ConfigureAwait(false);
            HttpContent content = response.Content;
            bool isError = !response.IsSuccessStatusCode;
            int limit = isError ? Math.Min(maximumBytes, LongestErrorBody) : maximumBytes;
            var body = await BufferedContent
                .ReadAsync(content, limit, mayCut: isError, attempt.Token).ConfigureAwait(false);
            response.Content = body;

            // If only the end of the connection marks the end of a body, truncation shows only in its syntax.
            bool hasKnownEnd = body.IsCut || Transport.KnowsEnd(response, content, body.Bytes.Length);
            content.Dispose();
            return hasKnownEnd || !JsonText.IsTruncated(body.Bytes.Span)
                ? response
                : throw new HttpIOException(HttpRequestError.ResponseEnded);
        }
        catch (Exception exception)
        {
            HttpStatusCode? status = response?.StatusCode;
            string? requestId = response is null ? null : GatewayErrors.RequestId(response, answer: null, keyMask);
            response?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw Explain(exception, request.RequestUri!.GetLeftPart(UriPartial.Path), status, requestId);
        }
    }

    private SunoApiException Explain(
        Exception exception, string address, HttpStatusCode? status, string? requestId) => exception switch
    {
        SunoApiException error => error,
        HttpIOException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => new SunoApiException(
            SunoErrorKind.InvalidResponse,
            string.Create(
                CultureInfo.InvariantCulture,
                $"The response from {address} is larger than {maximumBytes / (1024 * 1024.0):0.##} MiB"),
            Remedy.FetchFewer)
        {
            StatusCode = status,
            RequestId = requestId,
        },
        _ => NetworkErrors.From(
            exception,
            address,
            new NetworkErrors.Words(
                $"{address} did not send a complete response within {timeout.TotalSeconds:0} s",
                Remedy.RaiseTimeout),
            keyMask,
            status,
            requestId),
    };
}
