using System.Net.Http.Headers;

namespace SunoPS;

/// <summary>Sends requests through the handlers of a connection.</summary>
internal sealed class GatewayChannel(SunoConnection connection, IProgress<SunoRequestEvent>? listener)
{
    private static readonly MediaTypeHeaderValue JsonMediaType = new("application/json");

    public SunoConnection Connection => connection;

    public RequestLog Log { get; } = new(listener, connection.KeyMask);

    public static HttpContent JsonBody(byte[] utf8) =>
        new ByteArrayContent(utf8) { Headers = { ContentType = JsonMediaType } };

    /// <returns>The response, with its whole body as <see cref="BufferedContent"/>.</returns>
    /// <exception cref="SunoApiException">No complete response was received.</exception>
    public async Task<HttpResponseMessage> SendAsync(GatewayRequest request, CancellationToken cancellationToken)
    {
        request.Log = Log;
        connection.Authorize(request);
        Transport.ChooseVersion(request);

        // The handlers read the whole body within their limits.
        HttpResponseMessage response = await connection.ClientFor(request)
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        connection.Software ??= GatewaySoftware.Of(response);
        return response;
    }
}
