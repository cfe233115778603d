using System.Buffers;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>A JSON response, which is written to memory, then sent with its length.</summary>
internal sealed partial class JsonAnswer : IDisposable
{
    private const int DefaultCapacity = 8 * 1024;

    /// <summary>Options for a tree, which escape as little.</summary>
    public static readonly JsonSerializerOptions Readable = new()
        { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        // Real gateways do not escape Chinese text.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly ArrayBufferWriter<byte> _buffer;

    public JsonAnswer(int capacity = DefaultCapacity)
    {
        _buffer = new ArrayBufferWriter<byte>(capacity);
        Writer = new Utf8JsonWriter(_buffer, WriterOptions);
    }

    public Utf8JsonWriter Writer { get; }

    [GeneratedRegex("https://cdn[12]\\.suno\\.ai/|https://audiopipe\\.suno\\.ai/\\?item_id=([\\w-]+)")]
    private static partial Regex RealMediaHost();

    /// <param name="response">The response.</param>
    /// <param name="status">The status.</param>
    /// <param name="ownMedia">Whether media has addresses at this gateway.</param>
    public async Task SendAsync(HttpResponse response, int status = StatusCodes.Status200OK, bool ownMedia = false)
    {
        Writer.Flush();
        HttpRequest request = response.HttpContext.Request;
        // Clients accept the untrusted certificate only for the gateway's host, so media addresses use that host too.
        bool isMediaHost = request.Host.Host.StartsWith("media.", StringComparison.Ordinal);
        ReadOnlyMemory<byte> body = ownMedia || isMediaHost ? WithOwnMedia(request) : _buffer.WrittenMemory;
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }

    private byte[] WithOwnMedia(HttpRequest request)
    {
        string media = $"{request.Scheme}://{request.Host}/_media/";
        string text = RealMediaHost().Replace(
            Encoding.UTF8.GetString(_buffer.WrittenMemory.Span),
            match => match.Groups[1].Success ? $"{media}{match.Groups[1].Value}.mp3" : media);
        return Encoding.UTF8.GetBytes(text);
    }

    public void Dispose() => Writer.Dispose();
}
