using System.Net.Http.Headers;

namespace SunoPS;

/// <summary>Sends requests through the handlers of a connection.</summary>
/// <param name="connection">The gateway and the key.</param>
/// <param name="listener">Receives the steps of each request, on any thread; null for none.</param>
internal sealed class GatewayChannel(SunoConnection connection, IProgress<SunoRequestEvent>? listener)
{
    private static readonly MediaTypeHeaderValue JsonMediaType = new("application/json");

    /// <summary>The connection of the requests.</summary>
    public SunoConnection Connection => connection;

    /// <summary>Reports the steps of the requests.</summary>
    public RequestLog Log { get; } = new(listener, connection.KeyMask);

    /// <summary>Creates the body of a request from UTF-8 JSON.</summary>
    public static HttpContent JsonBody(byte[] utf8) =>
        new ByteArrayContent(utf8) { Headers = { ContentType = JsonMediaType } };

    /// <summary>Sends a request.</summary>
    /// <returns>The response, with its whole body as <see cref="BufferedContent"/>.</returns>
    /// <exception cref="SunoApiException">No complete response was received.</exception>
    public async Task<HttpResponseMessage> SendAsync(GatewayRequest request, CancellationToken cancellationToken)
    {
        request.Log = Log;

        // The handlers read the whole body within their limits.
        HttpResponseMessage response = await connection.ClientFor(request)
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        connection.LearnSoftware(response);
        return response;
    }
}
