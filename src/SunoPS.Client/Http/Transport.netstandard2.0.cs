using System.Net;

namespace SunoPS.Http;

/// <summary>What carries requests on .NET Framework.</summary>
internal static class Transport
{
    /// <summary>A connection is renewed after this time, so that a gateway that moved is found again.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    /// <summary>True where a <c>GET</c> can have a body: .NET Framework refuses to send one. Set by tests alone.</summary>
    public static bool CanSendBodyWithGet { get; set; } = Environment.Version.Major > 4;

    /// <summary>True where the end of a body is known apart from its form. .NET Framework does not tell of one that is shorter than announced.</summary>
    public static bool KnowsEnd(HttpResponseMessage response, HttpContent content, int length) =>
        content.Headers.ContentLength is { } announced ? length >= announced : response.Headers.TransferEncodingChunked == true;

    /// <summary>True for a kind of proxy that can be gone through.</summary>
    public static bool CanUseProxy(string scheme) => scheme == "http";

    /// <summary>Makes the handler that sends, without anything of the key.</summary>
    /// <param name="options">Network settings.</param>
    /// <param name="host">The one that all requests go to; null where there are several.</param>
    public static HttpClientHandler CreateHandler(SunoConnectionOptions options, Uri? host)
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            // What it takes for deflate lacks the frame that most servers send.
            AutomaticDecompression = DecompressionMethods.GZip,
            MaxConnectionsPerServer = ConnectionRules.MostThrottleLimit,
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
            handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;
        }

        if (host is not null)
        {
            SetUpServicePoint(host, handler.Proxy);
        }

        return handler;
    }

    /// <summary>.NET Framework keeps these for each host and for the whole process: the hosts of others stay as they are.</summary>
    private static void SetUpServicePoint(Uri host, IWebProxy? proxy)
    {
        ServicePoint point = proxy is null ? ServicePointManager.FindServicePoint(host) : ServicePointManager.FindServicePoint(host, proxy);
        point.ConnectionLimit = Math.Max(point.ConnectionLimit, ConnectionRules.MostThrottleLimit);
        point.ConnectionLeaseTimeout = (int)ConnectionLifetime.TotalMilliseconds;
        point.Expect100Continue = false;
        point.UseNagleAlgorithm = false;
    }
}
