using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace SunoPS;

/// <summary>The HTTP transport on .NET.</summary>
internal static class Transport
{
    public static bool CanSendBodyWithGet => true;

    /// <summary>True if the handler for media resolves hosts itself, and connects only to allowed addresses.</summary>
    public static bool ResolvesHosts => true;

    public static IWebProxy? DefaultProxy => HttpClient.DefaultProxy;

    public static bool CanUseProxy(string scheme) => scheme is "http" or "https" or "socks4" or "socks4a" or "socks5";

    /// <summary>True if the end of a body is known from its headers: the stream then reports truncation.</summary>
    public static bool KnowsEnd(HttpResponseMessage response, HttpContent content, int length) =>
        content.Headers.ContentLength is not null || response.Headers.TransferEncodingChunked == true
            || response.Version.Major > 1;

    /// <summary>
    /// Chooses HTTP/2 if the server offers it, but not for a one-time request: with HTTP/2, the handler silently
    /// retries requests that the server reports as unprocessed.
    /// </summary>
    public static void ChooseVersion(GatewayRequest request) => request.VersionPolicy = request.IsOneTime
        ? HttpVersionPolicy.RequestVersionExact
        : HttpVersionPolicy.RequestVersionOrHigher;

    /// <summary>Creates the handler for requests to a gateway. It has no access to the key.</summary>
    public static HttpMessageHandler CreateHandler(SunoConnectionOptions options, Uri baseUri, GatewayNetwork network)
    {
        SocketsHttpHandler handler = Create(options, DecompressionMethods.All, trustedHost: null);
        handler.ConnectCallback = (context, cancellationToken) => ConnectAsync(
            async socket =>
            {
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken).ConfigureAwait(false);
                network.Remember(context.DnsEndPoint, socket.RemoteEndPoint);
            });
        return handler;
    }

    /// <summary>
    /// Creates the handler for media downloads. It does not decompress: media is compressed already, and a partial
    /// compressed body is useless.
    /// </summary>
    /// <param name="options">The network settings; the certificate check can be skipped only for the gateway.</param>
    /// <param name="resolve">Returns the allowed addresses of a host; null to use the proxy.</param>
    public static HttpMessageHandler CreateMediaHandler(
        SunoMediaOptions options, Func<string, CancellationToken, Task<IPAddress[]>>? resolve)
    {
        SocketsHttpHandler handler = Create(
            options.Network, DecompressionMethods.None, trustedHost: options.GatewayUri?.IdnHost ?? "");
        if (resolve is not null)
        {
            handler.UseProxy = false;
            handler.ConnectCallback = (context, cancellationToken) => ConnectAsync(
                async socket =>
                {
                    DnsEndPoint host = context.DnsEndPoint;
                    IPAddress[] addresses = await resolve(host.Host, cancellationToken).ConfigureAwait(false);
                    await socket.ConnectAsync(addresses, host.Port, cancellationToken).ConfigureAwait(false);
                });
        }

        return handler;
    }

    private static async ValueTask<Stream> ConnectAsync(Func<Socket, Task> connect)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await connect(socket).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Skips the certificate check of the trusted host only, or of all hosts if it is null.</summary>
    private static SocketsHttpHandler Create(
        SunoConnectionOptions options, DecompressionMethods decompression, string? trustedHost)
    {
        ProxyChoice? proxy = ProxyChoice.Of(options);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = decompression,

            // A dead address fails early, and changes of DNS take effect.
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            EnableMultipleHttp2Connections = true,
            UseCookies = false,
            Proxy = proxy,
            UseProxy = proxy is not null,
        };
        if (options.SkipCertificateCheck)
        {
#pragma warning disable CA5359 // The user requested this explicitly, and is warned.
            handler.SslOptions.RemoteCertificateValidationCallback = (stream, _, _, errors) =>
                errors == SslPolicyErrors.None || trustedHost is null
                || trustedHost.Equals(((SslStream)stream).TargetHostName, StringComparison.OrdinalIgnoreCase);
#pragma warning restore CA5359
        }

        return handler;
    }
}
