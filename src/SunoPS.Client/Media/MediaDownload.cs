using System.Buffers;
using System.Net;
using System.Net.Http.Headers;

namespace SunoPS;

/// <summary>Downloads one file, and resumes it when the connection breaks.</summary>
internal sealed class MediaDownload(
    MediaTransport transport, SunoMediaPlan plan, SunoMediaOptions options, Action<int> countBytes, TimeProvider time,
    RequestLog log)
{
    private const int BufferLength = 64 * 1024;

    /// <summary>Number of new bytes after which a connection counts as working, which resets the retry count.</summary>
    private const int NotableProgress = 64 * 1024;

    private readonly Uri _address = plan.Address!;
    private readonly TimeSpan _maxSilence = TimeSpan.FromSeconds(options.Network.TimeoutSec);
    private readonly RetryPolicy _retries = new(options.Network);
    private MediaVersion? _version;

    /// <summary>Requests the length of the file in bytes, once and without the body; null if it is not sent.</summary>
    public async Task<long?> FindLengthAsync(CancellationToken cancellationToken)
    {
        try
        {
            using CancellationTokenSource attempt = StartAttempt(cancellationToken);
            using HttpResponseMessage response = await transport
                .SendAsync(HttpMethod.Head, _address, attempt.Token).ConfigureAwait(false);
            return response.IsSuccessStatusCode ? response.Content.Headers.ContentLength : null;
        }
        catch (Exception exception) when (MayPass(exception) && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <returns>The extension of the file.</returns>
    public async Task<string> FetchAsync(PartFile part, CancellationToken cancellationToken)
    {
        long furthest = 0;
        for (int failures = 1; ; failures++)
        {
            try
            {
                using CancellationTokenSource attempt = StartAttempt(cancellationToken);
                return await ReceiveAsync(part, attempt).ConfigureAwait(false);
            }
            catch (Exception exception) when (MayPass(exception))
            {
                cancellationToken.ThrowIfCancellationRequested();
                string host = MediaAddress.Shown(_address);
                string silence = $"{host} sent nothing for {_maxSilence.TotalSeconds:0} s";
                SunoApiException error = exception as SunoApiException
                    ?? NetworkErrors.From(exception, host, (silence, Remedy.TryLater), options.KeyMask);
                if (part.Length >= furthest + NotableProgress)
                {
                    furthest = part.Length;
                    failures = 1;
                }

                TimeSpan wait = (error.IsTransient ? _retries.WaitAfter(failures, error.RetryAfter) : null)
                    ?? throw error;
                log.Retrying(failures, _retries.MaximumAttempts, error.Message, wait);
                await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool MayPass(Exception exception) => exception is HttpRequestException or IOException
        or OperationCanceledException or SunoApiException { IsTransient: true };

    private CancellationTokenSource StartAttempt(CancellationToken cancellationToken)
    {
        var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        attempt.CancelAfter(_maxSilence);
        return attempt;
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

        long? whole = continues ? _version!.Length : response.Content.Headers.ContentLength;
        CheckLength(response, whole);
        await CopyAsync(response, part, continues, attempt).ConfigureAwait(false);
        if (part.Length < whole)
        {
            throw Unfit(response, $"sent {part.Length} of {whole} bytes", Remedy.TryAgain, isTransient: true);
        }

        if (part.Length > whole)
        {
            // The origin of the surplus is unknown.
            part.Restart();
            throw Unfit(response, "sent more bytes than announced", Remedy.TryAgain, isTransient: true);
        }

        return _version!.Extension;
    }

    /// <summary>Requests the rest of the file if the host can confirm its version, otherwise the whole file.</summary>
    private async Task<HttpResponseMessage> RequestAsync(PartFile part, CancellationToken cancellationToken)
    {
        if (part.Length > 0 && _version is { Length: not null, Validator: { } validator })
        {
            HttpResponseMessage response = await transport
                .SendAsync(HttpMethod.Get, _address, cancellationToken, part.Length, validator).ConfigureAwait(false);
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
        return await transport.SendAsync(HttpMethod.Get, _address, cancellationToken).ConfigureAwait(false);
    }

    private async Task CopyAsync(
        HttpResponseMessage response, PartFile part, bool continues, CancellationTokenSource attempt)
    {
        Stream body = await response.Content.ReadAsStreamAsync(attempt.Token).ConfigureAwait(false);
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
                _version = MediaVersion.Of(response, ExtensionOf(response, buffer.AsSpan(0, count)));
            }

            while (count > 0)
            {
                part.Append(buffer, count);
                countBytes(count);
                CheckSize(response, part.Length);
                attempt.CancelAfter(_maxSilence);
                count = await body.ReadAsync(buffer, attempt.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Rejects a body that is too large or has no known end.</summary>
    private void CheckLength(HttpResponseMessage response, long? whole)
    {
        CheckSize(response, whole);
        HttpContentHeaders headers = response.Content.Headers;
        IEnumerable<string> codings = headers.ContentEncoding.Concat(
            response.Headers.TransferEncoding.Select(static coding => coding.Value));
        bool hasKnownEnd = Transport.KnowsEnd(response, response.Content, int.MaxValue);
        (string What, Remedy Remedy)? fault =
            codings.Except(["identity", "chunked"], StringComparer.OrdinalIgnoreCase).Any()
                ? ("sent the file compressed, which was not requested", Remedy.CheckProxy)
            : headers.TryGetValues("Content-Length", out IEnumerable<string>? sent) && sent.Distinct().Skip(1).Any()
                ? ("sent two different lengths", Remedy.CheckProxy)
            : hasKnownEnd || plan.Clip.IsBeingMade ? null
            : ("does not say how long the file is, so that a truncated file would go unnoticed", Remedy.TryLater);
        if (fault is { } found)
        {
            throw Unfit(response, found.What, found.Remedy);
        }
    }

    private void CheckSize(HttpResponseMessage response, long? length)
    {
        if (length > options.MaximumBytes)
        {
            throw Unfit(
                response, $"sends more than {StatusText.MiB(options.MaximumBytes)}, the limit of one file",
                Remedy.None);
        }
    }

    private SunoApiException Unfit(
        HttpResponseMessage response, string what, Remedy remedy, bool isTransient = false) =>
        MediaErrors.Unfit(_address, response.StatusCode, what, remedy, isTransient);

    private string ExtensionOf(HttpResponseMessage response, ReadOnlySpan<byte> head)
    {
        SunoMedia media = plan.Media!.Value;
        string? type = response.Content.Headers.ContentType?.MediaType;
        return MediaFormat.Find(media, type, head, out string? fault) ?? throw Unfit(
            response,
            head.IsEmpty ? "sent an empty file" : $"sent {fault} instead of {media.ToString().ToLowerInvariant()}",
            MediaAddress.RemedyOf(_address));
    }

    /// <summary>A version of the file. Its length and strong validator, if sent, identify later parts.</summary>
    private sealed record MediaVersion(string Extension, long? Length, RangeConditionHeaderValue? Validator)
    {
        public static MediaVersion Of(HttpResponseMessage response, string extension) =>
            new(extension, response.Content.Headers.ContentLength, ValidatorOf(response));

        /// <summary>True if a response has the rest of this version, from a byte to the known end.</summary>
        public bool IsContinuedBy(HttpResponseMessage response, long from) =>
            response.StatusCode == HttpStatusCode.PartialContent
            && response.Content.Headers is { ContentRange: { } range } headers
            && range.From == from
            && range.To == Length - 1
            && (range.Length ?? Length) == Length
            && (headers.ContentLength ?? Length - from) == Length - from
            && (Validator?.Date is { } date ? headers.LastModified == date : Equals(Validator, ValidatorOf(response)));

        // Last-Modified has whole seconds: a file changed in the second of the response could change again unnoticed.
        private static RangeConditionHeaderValue? ValidatorOf(HttpResponseMessage response) =>
            response.Headers.ETag is { IsWeak: false } etag ? new(etag)
            : response.Content.Headers.LastModified is { } modified && response.Headers.Date > modified ? new(modified)
            : null;
    }
}
