using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>A JSON answer: written first, then sent whole with its length.</summary>
internal sealed class JsonAnswer : IDisposable
{
    private const int DefaultCapacity = 8 * 1024;

    private static readonly JsonWriterOptions WriterOptions = new()
    {
        // Real gateways send Chinese text as it is, not as escapes.
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

    public async Task SendAsync(HttpResponse response, int status = StatusCodes.Status200OK)
    {
        Writer.Flush();
        response.StatusCode = status;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = _buffer.Written.Length;
        await response.Body.WriteAsync(_buffer.Written);
    }

    public void Dispose()
    {
        Writer.Dispose();
        _buffer.Dispose();
    }
}
