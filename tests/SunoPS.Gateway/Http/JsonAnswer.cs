using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>A JSON response, which is written to memory, then sent with its length.</summary>
internal sealed partial class JsonAnswer : IDisposable
{
    private const int DefaultCapacity = 8 * 1024;

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        // Real gateways do not escape Chinese text.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly PooledBuffer _buffer;

    public JsonAnswer(int capacity = DefaultCapacity)
    {
        _buffer = new PooledBuffer(capacity);
        Writer = new Utf8JsonWriter(_buffer, WriterOptions);
    }

    public Utf8JsonWriter Writer { get; }

    [GeneratedRegex("https://cdn[12]\\.suno\\.ai/")]
    private static partial Regex RealMediaHost();

    public async Task SendAsync(HttpResponse response, int status = StatusCodes.Status200OK)
    {
        Writer.Flush();
        ReadOnlyMemory<byte> body = WithOwnMedia(response.HttpContext.Request);
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }

    /// <summary>
    /// Returns the body. If the host begins with <c>media.</c>, media addresses use that host too: clients accept the
    /// untrusted certificate only for the gateway's host.
    /// </summary>
    private ReadOnlyMemory<byte> WithOwnMedia(HttpRequest request)
    {
        bool isMediaHost = request.Host.Host.StartsWith("media.", StringComparison.Ordinal);
        return isMediaHost
            ? Encoding.UTF8.GetBytes(RealMediaHost().Replace(
                Encoding.UTF8.GetString(_buffer.Written.Span), $"https://{request.Host}/_media/"))
            : _buffer.Written;
    }

    public void Dispose()
    {
        Writer.Dispose();
        _buffer.Dispose();
    }
}
