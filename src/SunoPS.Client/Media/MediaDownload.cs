using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace SunoPS;

/// <summary>Downloads one file, and resumes it when the connection breaks.</summary>
/// <param name="transport">Sends the requests.</param>
/// <param name="plan">The file.</param>
/// <param name="options">Limits.</param>
/// <param name="received">Receives the number of bytes of each read.</param>
/// <param name="time">The clock for waits.</param>
/// <param name="log">Receives the retries.</param>
internal sealed class MediaDownload(
    MediaTransport transport,
    SunoMediaPlan plan,
    SunoMediaOptions options,
    Action<int> received,
    TimeProvider time,
    RequestLog log)
{
    private const int BufferLength = 64 * 1024;

    /// <summary>Number of new bytes after which a connection counts as working, which resets the retry count.</summary>
    private const int NotableProgress = 64 * 1024;

    private readonly Uri _address = plan.Address!;
    private readonly SunoMedia _media = plan.Media!.Value;
    private readonly TimeSpan _maxSilence = TimeSpan.FromSeconds(options.Network.TimeoutSec);
    private readonly RetryPolicy _retries = new(options.Network);
    private MediaVersion? _version;

    private (string Message, Remedy Remedy) Silence => (
        $"{MediaAddress.Shown(_address)} sent nothing for {_maxSilence.TotalSeconds:0} s",
        Remedy.TryLater);

    /// <summary>Downloads the file into its part file.</summary>
    /// <returns>The extension of the file.</returns>
    /// <exception cref="SunoApiException">The download failed.</exception>
    public Task<string> FetchAsync(PartFile part, CancellationToken cancellationToken) =>
        RetryAsync(attempt => ReceiveAsync(part, attempt), part, cancellationToken);

    /// <summary>
    /// Returns the length of the host's file in bytes; null if the host does not send it. The body is not requested.
    /// </summary>
    /// <exception cref="SunoApiException">The request to the host failed.</exception>
    public Task<long?> FindLengthAsync(CancellationToken cancellationToken) =>
        RetryAsync(attempt => ReadLengthAsync(attempt.Token), part: null, cancellationToken);

    private async Task<T> RetryAsync<T>(
        Func<CancellationTokenSource, Task<T>> work, PartFile? part, CancellationToken cancellationToken)
    {
        long furthest = 0;
        for (int failures = 1; ; failures++)
        {
            TimeSpan wait;
            try
            {
                using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                attempt.CancelAfter(_maxSilence);
                return await work(attempt).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException
                or OperationCanceledException or SunoApiException { IsTransient: true })
            {
                cancellationToken.ThrowIfCancellationRequested();
                SunoApiException error = exception as SunoApiException
                    ?? NetworkErrors.From(exception, MediaAddress.Shown(_address), Silence, options.KeyMask);
                if (part?.Length >= furthest + NotableProgress)
                {
                    furthest = part.Length;
                    failures = 1;
                }

                wait = error.IsTransient && _retries.WaitAfter(failures, error.RetryAfter) is { } next
                    ? next
                    : throw error;
                log.Retrying(failures, _retries.MaximumAttempts, error.Message, wait);
            }

            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string> ReceiveAsync(PartFile part, CancellationTokenSource attempt)
    {
        using HttpResponseMessage response = await RequestAsync(part, attempt.Token).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            throw MediaErrors.FromStatus(response, _address);
        }

        bool continues = response.StatusCode == HttpStatusCode.PartialContent && part.Length > 0;
        if (!continues && response.StatusCode != HttpStatusCode.OK)
        {
            throw Unfit(
                response, $"responded with status {(int)response.StatusCode} to a request for the whole file",
                Remedy.TryLater);
        }

        await CopyAsync(response, part, continues, attempt).ConfigureAwait(false);
        return _version!.Extension;
    }

    /// <summary>Requests the rest of the file if the host can confirm its version, otherwise the whole file.</summary>
    private async Task<HttpResponseMessage> RequestAsync(PartFile part, CancellationToken cancellationToken)
    {
        if (part.Length > 0 && _version is { Length: not null, Validator: { } validator })
        {
            HttpResponseMessage response = await transport
                .SendAsync(HttpMethod.Get, _address, part.Length, validator, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode
                    is not (HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
                || _version.IsContinuedBy(response, part.Length))
            {
                return response;
            }

            // The host has another version, ignores the condition, or sends another range.
            response.Dispose();
        }

        part.Restart();
        return await transport.SendAsync(HttpMethod.Get, _address, 0, null, cancellationToken).ConfigureAwait(false);
    }

    private async Task CopyAsync(
        HttpResponseMessage response, PartFile part, bool continues, CancellationTokenSource attempt)
    {
        HttpContent content = response.Content;
        long? whole = continues ? _version!.Length : content.Headers.ContentLength;
        CheckLength(response, whole);
        Stream body = await content.ReadAsStreamAsync(attempt.Token).ConfigureAwait(false);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            attempt.CancelAfter(_maxSilence);
            int count = await body
                .ReadAtLeastAsync(buffer, MediaFormat.HeadLength, throwOnEndOfStream: false, attempt.Token)
                .ConfigureAwait(false);
            if (!continues)
            {
                part.Restart();
                string extension = ExtensionOf(response, buffer.AsSpan(0, count));
                _version = new MediaVersion(extension, whole, MediaVersion.ValidatorOf(response));
            }

            while (count > 0)
            {
                part.Append(buffer, count);
                received(count);
                if (part.Length > options.MaximumBytes)
                {
                    throw TooLarge(response);
                }

                attempt.CancelAfter(_maxSilence);
                count = await body.ReadAsync(buffer, attempt.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (part.Length > whole)
        {
            // The origin of the surplus is unknown.
            part.Restart();
            throw Unfit(response, "sent more bytes than announced", Remedy.TryAgain, isTransient: true);
        }

        if (part.Length < whole)
        {
            throw Unfit(response, $"sent {part.Length} of {whole} bytes", Remedy.TryAgain, isTransient: true);
        }
    }

    /// <summary>Rejects a body that is too large or has no known end.</summary>
    private void CheckLength(HttpResponseMessage response, long? whole)
    {
        if (whole > options.MaximumBytes)
        {
            throw TooLarge(response);
        }

        HttpContentHeaders headers = response.Content.Headers;
        if (headers.ContentEncoding.Except(["identity"], StringComparer.OrdinalIgnoreCase).Any()
            || response.Headers.TransferEncoding.Select(static coding => coding.Value)
                .Except(["chunked"], StringComparer.OrdinalIgnoreCase).Any())
        {
            throw Unfit(response, "sent the file compressed, which was not requested", Remedy.CheckProxy);
        }

        if (headers.TryGetValues("Content-Length", out IEnumerable<string>? lengths) && lengths.Distinct().Count() > 1)
        {
            throw Unfit(response, "sent two different lengths", Remedy.CheckProxy);
        }

        bool hasKnownEnd = headers.ContentLength is not null
            || response.Headers.TransferEncodingChunked == true
            || response.Version.Major > 1;
        if (!hasKnownEnd && !plan.Clip.IsBeingMade)
        {
            throw Unfit(
                response, "does not say how long the file is, so that a truncated file would go unnoticed",
                Remedy.TryLater);
        }
    }

    private SunoApiException TooLarge(HttpResponseMessage response) =>
        Unfit(response, $"sends more than {StatusText.MiB(options.MaximumBytes)}, the limit of one file", Remedy.None);

    private SunoApiException Unfit(
        HttpResponseMessage response, string what, Remedy remedy, bool isTransient = false) =>
        MediaErrors.Unfit(_address, response.StatusCode, what, remedy, isTransient);

    private string ExtensionOf(HttpResponseMessage response, ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
        {
            throw Unfit(response, "sent an empty file", MediaAddress.RemedyOf(_address));
        }

        string? mediaType = response.Content.Headers.ContentType?.MediaType;
        return MediaFormat.Find(_media, mediaType, head, out string? fault) ?? throw Unfit(
            response, $"sent {fault} instead of {_media.ToString().ToLowerInvariant()}",
            MediaAddress.RemedyOf(_address));
    }

    private async Task<long?> ReadLengthAsync(CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await transport
            .SendAsync(HttpMethod.Head, _address, 0, null, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response.Content.Headers.ContentLength;
        }

        SunoApiException error = MediaErrors.FromStatus(response, _address);
        return error.IsTransient ? throw error : null;
    }
}

/// <summary>One version of a file on its host: what shows whether a later response belongs to it.</summary>
/// <param name="Extension">The extension of the file.</param>
/// <param name="Length">The length of the whole file in bytes; null if the host did not send it.</param>
/// <param name="Validator">
/// The strong <c>ETag</c>, or the <c>Last-Modified</c> time if it identifies one version; null if there is neither.
/// </param>
internal sealed record MediaVersion(string Extension, long? Length, RangeConditionHeaderValue? Validator)
{
    public static RangeConditionHeaderValue? ValidatorOf(HttpResponseMessage response)
    {
        if (response.Headers.ETag is { IsWeak: false } etag)
        {
            return new RangeConditionHeaderValue(etag);
        }

        // Last-Modified has whole seconds: a file changed in the second of the response could change again unnoticed.
        return response.Content.Headers.LastModified is { } modified && response.Headers.Date > modified
            ? new RangeConditionHeaderValue(modified)
            : null;
    }

    /// <summary>True if a response has the rest of this version, from a byte to the known end.</summary>
    public bool IsContinuedBy(HttpResponseMessage response, long from) =>
        response.StatusCode == HttpStatusCode.PartialContent
        && response.Content.Headers is { ContentRange: { } range } headers
        && range.From == from
        && range.To == Length - 1
        && (range.Length ?? Length) == Length
        && (headers.ContentLength ?? Length - from) == Length - from
        && (Validator?.Date is { } date ? headers.LastModified == date : Equals(Validator, ValidatorOf(response)));
}
