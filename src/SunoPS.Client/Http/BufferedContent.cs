using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace SunoPS;

/// <summary>A body in memory, in a pooled buffer that dispose returns.</summary>
internal sealed class BufferedContent : HttpContent
{
    private const int FirstBuffer = 32 * 1024;
    private const int LargestFirstBuffer = 1024 * 1024;

    private byte[] _buffer = [];
    private int _length;

    private BufferedContent(HttpContentHeaders headers) => Headers.ContentType = headers.ContentType;

    /// <summary>The decompressed body as UTF-8 without a byte order mark; valid until dispose.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; private set; }

    /// <summary>Number of decompressed bytes that were received.</summary>
    public int ReceivedLength { get; private set; }

    /// <summary>The body as an error; null if it is not a JSON object or array, or larger than any error.</summary>
    public ErrorBody? Error => field ??= IsTooLongForError ? null : ErrorBody.Read(Utf8.Span);

    public bool IsTooLongForError => IsCut || Utf8.Length > RetryHandler.LongestErrorBody;

    /// <summary>True if the body exceeded the limit, and only its beginning was read.</summary>
    public bool IsCut { get; private set; }

    public string Beginning(int maximumBytes) =>
        Encoding.UTF8.GetString(Utf8[..Math.Min(Utf8.Length, maximumBytes)].Span);

    /// <summary>Returns the body of a response from the handlers of a connection.</summary>
    public static BufferedContent Of(HttpResponseMessage response) => (BufferedContent)response.Content;

    /// <summary>Reads a body, or the beginning of a larger one if it may be cut.</summary>
    /// <exception cref="HttpIOException">The body is too large, also as UTF-8, or truncated.</exception>
    public static async Task<BufferedContent> ReadAsync(
        HttpContent source, int maximumBytes, bool mayCut, CancellationToken cancellationToken)
    {
        long? announced = source.Headers.ContentLength;
        var content = new BufferedContent(source.Headers);
        try
        {
            content.IsCut = announced > maximumBytes && !mayCut;
            if (!content.IsCut)
            {
                using Stream stream = await source.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
                await content.FillAsync(stream, announced, maximumBytes, cancellationToken).ConfigureAwait(false);
                content.ReceivedLength = content._length;
                await content.ConvertAsync(maximumBytes, cancellationToken).ConfigureAwait(false);
            }

            return mayCut || !content.IsCut ? content : throw new HttpIOException(
                HttpRequestError.ConfigurationLimitExceeded, $"The body is larger than {maximumBytes} bytes.");
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    /// <summary>Converts the body to UTF-8, and returns the received bytes to the pool.</summary>
    private async Task ConvertAsync(int maximumBytes, CancellationToken cancellationToken)
    {
        byte[] received = _buffer;
        ReadOnlyMemory<byte> body = received.AsMemory(0, _length);
        using Stream? utf8 = BodyText.OpenUtf8(ref body, Headers.ContentType?.CharSet);
        if (utf8 is not null)
        {
            await FillAsync(utf8, body.Length, maximumBytes, cancellationToken).ConfigureAwait(false);
            body = _buffer.AsMemory(0, _length);
            ArrayPool<byte>.Shared.Return(received);
        }

        Utf8 = body;
    }

    /// <summary>Fills a new buffer from a stream, up to the limit.</summary>
    private async Task FillAsync(
        Stream stream, long? announced, int maximumBytes, CancellationToken cancellationToken)
    {
        // The announced length may be wrong: the buffer grows with the received bytes.
        int first = 1 + (int)Math.Min(announced ?? FirstBuffer - 1, LargestFirstBuffer - 1);
        (_buffer, _length) = (ArrayPool<byte>.Shared.Rent(first), 0);
        while (_length < maximumBytes)
        {
            if (_length == _buffer.Length)
            {
                // In few steps, because the pool keeps the smaller buffers. Not above the limit, where it would return
                // a buffer of twice the size.
                byte[] larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(_buffer.Length * 4L, maximumBytes));
                _buffer.CopyTo(larger, 0);
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

        IsCut |= await stream.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) > 0;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        stream.WriteAsync(Utf8).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        length = Utf8.Length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            (_buffer, Utf8) = ([], default);
        }

        base.Dispose(disposing);
    }
}
