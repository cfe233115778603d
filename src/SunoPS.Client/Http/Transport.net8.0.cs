using System.Net;
using System.Net.Security;

namespace SunoPS;

/// <summary>What carries requests on .NET.</summary>
internal static class Transport
{
    /// <summary>Connecting is bounded apart from the attempt, so that a dead address is known soon.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>A connection is renewed after this time, so that a gateway that moved is found again.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    /// <summary>True where a <c>GET</c> can have a body.</summary>
    public static bool CanSendBodyWithGet => true;

    /// <summary>
    /// True where the end of a body is known apart from its form: one that breaks off is an error of the stream
    /// already.
    /// </summary>
    public static bool KnowsEnd(HttpResponseMessage response, HttpContent content, int length) =>
        content.Headers.ContentLength is not null || response.Headers.TransferEncodingChunked == true
            || response.Version.Major > 1;

    /// <summary>True for a kind of proxy that can be gone through.</summary>
    public static bool CanUseProxy(string scheme) => scheme is "http" or "https" or "socks4" or "socks4a" or "socks5";

    /// <summary>Makes the handler that sends to a gateway, without anything of the key.</summary>
    public static HttpMessageHandler CreateHandler(SunoConnectionOptions options, Uri baseUri) =>
        Create(options, DecompressionMethods.All);

    /// <summary>
    /// Makes the handler that asks for media: a part of a compressed body is of no use, and media is compressed
    /// already.
    /// </summary>
    public static HttpMessageHandler CreateMediaHandler(SunoConnectionOptions options) =>
        Create(options, DecompressionMethods.None);

    private static SocketsHttpHandler Create(SunoConnectionOptions options, DecompressionMethods decompression)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = decompression,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            EnableMultipleHttp2Connections = true,
            UseCookies = false,
        };
        if (options.Proxy is not null)
        {
            handler.Proxy = new WebProxy(options.Proxy) { Credentials = options.ProxyCredential };
        }
        else if (options.ProxyCredential is not null)
        {
            handler.DefaultProxyCredentials = options.ProxyCredential;
        }

        if (options.SkipCertificateCheck)
        {
#pragma warning disable CA5359 // The user asked for just this by name, and is warned.
            handler.SslOptions = new SslClientAuthenticationOptions
                { RemoteCertificateValidationCallback = (_, _, _, _) => true };
#pragma warning restore CA5359
        }

        return handler;
    }
}
