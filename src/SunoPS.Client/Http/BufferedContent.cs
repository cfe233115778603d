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

    private BufferedContent(byte[] buffer)
    {
        _buffer = buffer;
    }

    /// <summary>The decompressed bytes; valid until dispose.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>The body as UTF-8 without a byte order mark; valid until dispose.</summary>
    public ReadOnlyMemory<byte> Utf8 => BodyText.ToUtf8(Bytes, Headers.ContentType?.CharSet);

    /// <summary>True if the body exceeded the limit, and only its beginning was read.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Returns the beginning of the body as text.</summary>
    public string Beginning(int maximumBytes) => Encoding.UTF8.GetString(
        BodyText.ToUtf8(Bytes[..Math.Min(_length, maximumBytes)], Headers.ContentType?.CharSet).Span);

    /// <summary>Returns the body of a response from the handlers of a connection.</summary>
    public static BufferedContent Of(HttpResponseMessage response) => (BufferedContent)response.Content;

    /// <summary>Reads a body.</summary>
    /// <param name="source">The body to read.</param>
    /// <param name="maximumBytes">Maximum number of bytes to read.</param>
    /// <param name="mayCut">True to leave the rest of a larger body unread.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    /// <exception cref="HttpIOException">The body is too large or truncated.</exception>
    public static async Task<BufferedContent> ReadAsync(
        HttpContent source, int maximumBytes, bool mayCut, CancellationToken cancellationToken)
    {
        long? announced = source.Headers.ContentLength;
        if (announced > maximumBytes && !mayCut)
        {
            throw TooLarge(maximumBytes);
        }

        // Content-Length may be wrong: the buffer grows with the received bytes.
        int first = (int)Math.Min(announced + 1 ?? FirstBuffer, LargestFirstBuffer);
        var content = new BufferedContent(ArrayPool<byte>.Shared.Rent(first));
        try
        {
            using Stream stream = await source.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await content.FillAsync(stream, maximumBytes, mayCut, cancellationToken).ConfigureAwait(false);
            content.Headers.ContentType = source.Headers.ContentType;
            return content;
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    private async Task FillAsync(
        Stream stream, int maximumBytes, bool mayCut, CancellationToken cancellationToken)
    {
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
                return;
            }

            _length += read;
        }

        IsCut = await stream.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) > 0;
        if (IsCut && !mayCut)
        {
            throw TooLarge(maximumBytes);
        }
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
            _buffer = [];
            _length = 0;
        }

        base.Dispose(disposing);
    }

    private static HttpIOException TooLarge(int maximumBytes) =>
        new(HttpRequestError.ConfigurationLimitExceeded, $"The body is larger than {maximumBytes} bytes.");
}
