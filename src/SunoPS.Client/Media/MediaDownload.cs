using System.Buffers;
using System.Globalization;
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

    /// <summary>Number of bytes at the end of an existing file that are compared with the host's file.</summary>
    private const int ComparedTail = 64 * 1024;

    /// <summary>Number of new bytes after which a connection counts as working, which resets the retry count.</summary>
    private const int NotableProgress = 64 * 1024;

    private readonly Uri _address = plan.Address!;
    private readonly SunoMedia _media = plan.Media!.Value;
    private readonly TimeSpan _longestSilence = TimeSpan.FromSeconds(options.Network.TimeoutSec);
    private readonly RetryPolicy _retries = new(options.Network);

    private NetworkErrors.Words Silence => new(
        $"{MediaAddress.Shown(_address)} sent nothing for {_longestSilence.TotalSeconds:0} s",
        Remedy.ResumeDownload);

    /// <summary>Downloads the file into its part file.</summary>
    /// <returns>The extension of the file.</returns>
    /// <exception cref="SunoApiException">The download failed.</exception>
    public async Task<string> FetchAsync(PartFile part, CancellationToken cancellationToken)
    {
        long furthest = part.Length;
        return await RetryAsync(
            attempt => ReceiveAsync(part, attempt),
            () =>
            {
                bool isFurther = part.Length >= furthest + NotableProgress;
                furthest = Math.Max(furthest, part.Length);
                return isFurther;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Returns whether an existing file is the same as the host's: same length, same last bytes.</summary>
    /// <exception cref="SunoApiException">The request to the host failed.</exception>
    public Task<bool> IsSameAsync(string path, CancellationToken cancellationToken) =>
        RetryAsync(attempt => CompareAsync(path, attempt), static () => false, cancellationToken);

    private async Task<T> RetryAsync<T>(
        Func<CancellationTokenSource, Task<T>> work, Func<bool> hasProgressed, CancellationToken cancellationToken)
    {
        for (int failures = 1; ; failures++)
        {
            SunoApiException error;
            try
            {
                using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                attempt.CancelAfter(_longestSilence);
                try
                {
                    return await work(attempt).ConfigureAwait(false);
                }
                catch (Exception exception) when (
                    exception is HttpRequestException or IOException or OperationCanceledException)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    throw NetworkErrors.From(
                        exception, MediaAddress.Shown(_address), Silence, options.KeyMask);
                }
            }
            catch (SunoApiException exception) when (exception.IsTransient)
            {
                error = exception;
            }

            failures = hasProgressed() ? 1 : failures;
            if (_retries.WaitAfter(failures, error.RetryAfter) is not { } wait)
            {
                throw error;
            }

            log.Retrying(failures, _retries.MaximumAttempts, error.Message, wait);
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<string> ReceiveAsync(PartFile part, CancellationTokenSource attempt)
    {
        if (part.State is not { HasValidator: true })
        {
            part.Restart();
        }

        HttpResponseMessage response = await transport
            .GetAsync(_address, part.Length, ConditionOf(part.State), attempt.Token).ConfigureAwait(false);
        if (part.Length > 0
            && response.StatusCode is HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable
            && !Continues(response, part))
        {
            // The host has another version, ignores the condition, or does not send the length of the file.
            response.Dispose();
            part.Restart();
            response = await transport.GetAsync(_address, 0, null, attempt.Token).ConfigureAwait(false);
        }

        using (response)
        {
            if (!response.IsSuccessStatusCode)
            {
                throw MediaErrors.FromStatus(response, _address);
            }

            bool continues = response.StatusCode == HttpStatusCode.PartialContent && part.Length > 0;
            if (!continues && response.StatusCode != HttpStatusCode.OK)
            {
                throw MediaErrors.Unfit(
                    _address,
                    response.StatusCode,
                    $"responded with status {(int)response.StatusCode} to a request for the whole file",
                    Remedy.TryLater);
            }

            await CopyAsync(response, part, continues, attempt).ConfigureAwait(false);
            return part.State!.Extension;
        }
    }

    private async Task CopyAsync(
        HttpResponseMessage response, PartFile part, bool continues, CancellationTokenSource attempt)
    {
        HttpContent content = response.Content;
        ContentRangeHeaderValue? range = continues ? content.Headers.ContentRange : null;
        long? whole = range is null ? content.Headers.ContentLength : range.Length ?? part.State!.Length;
        long? end = range is null ? whole : range.To + 1;
        CheckLength(response, whole);
        Stream body = await content.ReadAsStreamAsync(attempt.Token).ConfigureAwait(false);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            attempt.CancelAfter(_longestSilence);
            int count = await body
                .ReadAtLeastAsync(buffer, MediaFormat.HeadLength, throwOnEndOfStream: false, attempt.Token)
                .ConfigureAwait(false);
            if (!continues)
            {
                part.Begin(StateOf(response, whole, buffer.AsSpan(0, count)));
            }

            while (count > 0)
            {
                await part.AppendAsync(buffer.AsMemory(0, count), attempt.Token).ConfigureAwait(false);
                received(count);
                if (part.Length > options.MaximumBytes)
                {
                    throw TooLarge(response);
                }

                attempt.CancelAfter(_longestSilence);
                count = await body.ReadAsync(buffer, attempt.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (part.Length > end)
        {
            // The origin of the surplus is unknown.
            part.Restart();
            throw MediaErrors.Unfit(
                _address, response.StatusCode, "sent more bytes than announced", Remedy.TryAgain, isTransient: true);
        }

        if (whole is not null && part.Length != whole)
        {
            throw MediaErrors.Unfit(
                _address,
                response.StatusCode,
                $"sent {part.Length} of {whole} bytes",
                Remedy.TryAgain,
                isTransient: true);
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
        if (headers.ContentEncoding.Any(static encoding => !IsIdentity(encoding)))
        {
            throw MediaErrors.Unfit(
                _address, response.StatusCode, "sent the file compressed, which was not requested", Remedy.CheckProxy);
        }

        bool hasKnownEnd = headers.ContentLength is not null
            || response.Headers.TransferEncodingChunked == true
            || response.Version.Major > 1;
        if (!hasKnownEnd && !plan.Clip.IsBeingMade)
        {
            throw MediaErrors.Unfit(
                _address,
                response.StatusCode,
                "does not say how long the file is, so that a truncated file would go unnoticed",
                Remedy.TryLater);
        }
    }

    private static bool IsIdentity(string encoding) =>
        string.Equals(encoding, "identity", StringComparison.OrdinalIgnoreCase);

    private SunoApiException TooLarge(HttpResponseMessage response) => MediaErrors.Unfit(
        _address,
        response.StatusCode,
        string.Create(
            CultureInfo.InvariantCulture,
            $"sends more than {options.MaximumBytes / (1024 * 1024.0):0.##} MiB, the limit of one file"),
        Remedy.RefreshAddress);

    private PartState StateOf(HttpResponseMessage response, long? whole, ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
        {
            throw MediaErrors.Unfit(_address, response.StatusCode, "sent an empty file", Remedy.RefreshAddress);
        }

        HttpContentHeaders headers = response.Content.Headers;
        string? extension = MediaFormat.Find(
            _media, _address, headers.ContentType?.MediaType, head, out string? fault);
        if (extension is null)
        {
            string kind = _media.ToString().ToLowerInvariant();
            throw MediaErrors.Unfit(
                _address,
                response.StatusCode,
                $"sent {fault} instead of {kind}",
                Remedy.RefreshAddress);
        }

        // Last-Modified has whole seconds: a file changed in the second of the response could change again unnoticed.
        bool hasStrongETag = response.Headers.ETag is { IsWeak: false };
        bool hasClearTime = headers.LastModified is { } modified && response.Headers.Date > modified;

        return new PartState
        {
            Address = MediaAddress.Shown(_address),
            ETag = hasStrongETag ? response.Headers.ETag!.Tag : null,
            LastModified = !hasStrongETag && hasClearTime ? headers.LastModified : null,
            Length = whole,
            Extension = extension,
            HeadLength = head.Length,
            HeadDigest = PartState.DigestOf(head),
        };
    }

    private static RangeConditionHeaderValue? ConditionOf(PartState? state) => state switch
    {
        { ETag: { } etag } => new RangeConditionHeaderValue(new EntityTagHeaderValue(etag)),
        { LastModified: { } modified } => new RangeConditionHeaderValue(modified),
        _ => null,
    };

    /// <summary>
    /// True if the rest begins at the requested byte, belongs to the same version, and the length of the whole file is
    /// known. Without the length, a truncated response would look complete.
    /// </summary>
    private static bool Continues(HttpResponseMessage response, PartFile part) =>
        response.StatusCode == HttpStatusCode.PartialContent
        && response.Content.Headers is { ContentRange: { From: { } from, To: { } to } range } headers
        && from == part.Length
        && (headers.ContentLength is not { } length || length == to - from + 1)
        && (range.Length ?? part.State!.Length) is { } whole
        && to < whole
        && (part.State!.Length is null || part.State.Length == whole)
        && (part.State.ETag is not { } etag || (response.Headers.ETag is { IsWeak: false } same && same.Tag == etag))
        && (part.State.LastModified is not { } modified || headers.LastModified == modified);

    private async Task<bool> CompareAsync(string path, CancellationTokenSource attempt)
    {
        FileStream file;
        try
        {
            file = new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            throw MediaErrors.FromFile(exception, path);
        }

        using (file)
        {
            long length = file.Length;
            long from = Math.Max(0, length - ComparedTail);
            using HttpResponseMessage response = await transport
                .GetAsync(_address, from, condition: null, attempt.Token).ConfigureAwait(false);
            HttpContentHeaders headers = response.Content.Headers;
            switch (response.StatusCode)
            {
                case HttpStatusCode.RequestedRangeNotSatisfiable:
                    return false;
                case HttpStatusCode.PartialContent when from > 0 && headers.ContentRange?.From == from:
                    if (headers.ContentRange.Length != length)
                    {
                        return false;
                    }

                    file.Position = from;
                    break;
                case HttpStatusCode.OK:
                    if (headers.ContentLength is { } whole && whole != length)
                    {
                        return false;
                    }

                    break;
                default:
                    throw MediaErrors.FromStatus(response, _address);
            }

            return await HasSameBytesAsync(file, response, attempt).ConfigureAwait(false);
        }
    }

    private async Task<bool> HasSameBytesAsync(
        FileStream file, HttpResponseMessage response, CancellationTokenSource attempt)
    {
        Stream body = await response.Content.ReadAsStreamAsync(attempt.Token).ConfigureAwait(false);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
        try
        {
            int half = buffer.Length / 2;
            while (true)
            {
                attempt.CancelAfter(_longestSilence);
                int count = await body.ReadAsync(buffer.AsMemory(0, half), attempt.Token).ConfigureAwait(false);
                received(count);
                int wanted = Math.Max(1, count);
                int own = await file
                    .ReadAtLeastAsync(buffer.AsMemory(half, wanted), wanted, throwOnEndOfStream: false, attempt.Token)
                    .ConfigureAwait(false);
                if (own != count || !buffer.AsSpan(0, count).SequenceEqual(buffer.AsSpan(half, own)))
                {
                    return false;
                }

                if (count == 0)
                {
                    return true;
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
