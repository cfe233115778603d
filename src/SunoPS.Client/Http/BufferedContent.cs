using System.Buffers;
using System.Net;
using System.Text;

namespace SunoPS;

/// <summary>A body in memory, in a pooled buffer that dispose returns.</summary>
internal sealed class BufferedContent : HttpContent
{
    private const int FirstBuffer = 32 * 1024;
    private const int LargestFirstBuffer = 1024 * 1024;

    private byte[] _buffer;
    private int _length;
    private ReadOnlyMemory<byte>? _utf8;

    private BufferedContent(int size) => _buffer = ArrayPool<byte>.Shared.Rent(size);

    /// <summary>The decompressed bytes; valid until dispose.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>The body as UTF-8 without a byte order mark; valid until dispose.</summary>
    public ReadOnlyMemory<byte> Utf8 => _utf8 ??= BodyText.ToUtf8(Bytes, Headers.ContentType?.CharSet);

    /// <summary>The body as an error; null if it is not a JSON object or array, or larger than any error.</summary>
    public ErrorBody? Error => field ??= _length > RetryHandler.LongestErrorBody ? null : ErrorBody.Read(Utf8.Span);

    /// <summary>True if the body exceeded the limit, and only its beginning was read.</summary>
    public bool IsCut { get; private set; }

    public string Beginning(int maximumBytes) => Encoding.UTF8.GetString(
        BodyText.ToUtf8(Bytes[..Math.Min(_length, maximumBytes)], Headers.ContentType?.CharSet).Span);

    /// <summary>Returns the body of a response from the handlers of a connection.</summary>
    public static BufferedContent Of(HttpResponseMessage response) => (BufferedContent)response.Content;

    /// <summary>Reads a body, or the beginning of a larger one if it may be cut.</summary>
    /// <exception cref="HttpIOException">The body is too large or truncated.</exception>
    public static async Task<BufferedContent> ReadAsync(
        HttpContent source, int maximumBytes, bool mayCut, CancellationToken cancellationToken)
    {
        // Content-Length may be wrong: the buffer grows with the received bytes.
        long? announced = source.Headers.ContentLength;
        var content = new BufferedContent(1 + (int)Math.Min(announced ?? FirstBuffer - 1, LargestFirstBuffer - 1));
        try
        {
            content.Headers.ContentType = source.Headers.ContentType;
            content.IsCut = (announced > maximumBytes && !mayCut)
                || await content.FillAsync(source, maximumBytes, cancellationToken).ConfigureAwait(false);
            return mayCut || !content.IsCut ? content : throw new HttpIOException(
                HttpRequestError.ConfigurationLimitExceeded, $"The body is larger than {maximumBytes} bytes.");
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    /// <returns>True if the body is larger than the limit.</returns>
    private async Task<bool> FillAsync(HttpContent source, int maximumBytes, CancellationToken cancellationToken)
    {
        using Stream stream = await source.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        while (_length < maximumBytes)
        {
            if (_length == _buffer.Length)
            {
                // In few steps, because the pool keeps the smaller buffers. Not above the limit, where it would return
                // a buffer of twice the size.
                byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(_buffer.Length * 4L, maximumBytes));
                Bytes.CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = larger;
            }

            // The pool may return a buffer that is larger than the limit.
            Memory<byte> room = _buffer.AsMemory(_length, Math.Min(_buffer.Length, maximumBytes) - _length);
            int read = await stream.ReadAsync(room, cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return false;
            }

            _length += read;
        }

        return await stream.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) > 0;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        stream.WriteAsync(Bytes).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            (_buffer, _length, _utf8) = ([], 0, null);
        }

        base.Dispose(disposing);
    }
}
