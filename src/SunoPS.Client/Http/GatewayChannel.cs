using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace SunoPS;

/// <summary>Sends requests through the handlers of a connection.</summary>
/// <param name="connection">The gateway and the key.</param>
/// <param name="listener">Receives the steps of each request, on any thread; null for none.</param>
internal sealed class GatewayChannel(SunoConnection connection, IProgress<SunoRequestEvent>? listener)
{
    private static readonly MediaTypeHeaderValue JsonMediaType = new("application/json");

    private readonly RequestLog _log = new(listener, connection.KeyMask);

    /// <summary>The connection of the requests.</summary>
    public SunoConnection Connection => connection;

    /// <summary>Reports the steps of the requests.</summary>
    public RequestLog Log => _log;

    /// <summary>Serializes the body of a request.</summary>
    public static HttpContent JsonBody<T>(T body, JsonTypeInfo<T> type) =>
        JsonBody(JsonSerializer.SerializeToUtf8Bytes(body, type));

    /// <summary>Creates the body of a request from UTF-8 JSON.</summary>
    public static HttpContent JsonBody(byte[] utf8) =>
        new ByteArrayContent(utf8) { Headers = { ContentType = JsonMediaType } };

    /// <summary>Reports a detected property of the gateway.</summary>
    public void Note(string message) => _log.Report(SunoRequestEventKind.Note, message);

    /// <summary>Sends a request.</summary>
    /// <returns>The response, with its whole body as <see cref="BufferedContent"/>.</returns>
    /// <exception cref="SunoApiException">No complete response was received.</exception>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _log.AttachTo(request);

        // The handlers read the whole body within their limits.
        return await connection.HttpClient
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }
}
