using System.Net;
using System.Net.Security;

namespace SunoPS;

/// <summary>The HTTP transport on .NET Framework.</summary>
internal static class Transport
{
    /// <summary>A connection is renewed after this time, so that DNS changes take effect.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    /// <summary>True if a <c>GET</c> can have a body, which .NET Framework rejects. Set only by tests.</summary>
    public static bool CanSendBodyWithGet { get; set; } = Environment.Version.Major > 4;

    /// <summary>
    /// True if the end of a body is known from its headers. .NET Framework does not report a body that is shorter than
    /// its Content-Length.
    /// </summary>
    public static bool KnowsEnd(HttpResponseMessage response, HttpContent content, int length) =>
        content.Headers.ContentLength is { } announced
            ? length >= announced
            : response.Headers.TransferEncodingChunked == true;

    /// <summary>Does nothing: .NET Framework supports only HTTP/1.1.</summary>
    public static void ChooseVersion(GatewayRequest request)
    {
    }

    /// <summary>The proxy of the system; null for none.</summary>
    public static IWebProxy? DefaultProxy => WebRequest.DefaultWebProxy;

    public static bool CanUseProxy(string scheme) => scheme == "http";

    /// <summary>Creates the handler for requests to a gateway. The addresses that it uses are not known.</summary>
    public static HttpMessageHandler CreateHandler(SunoConnectionOptions options, Uri baseUri, GatewayNetwork network)
    {
        // No deflate: .NET Framework does not support the zlib header that most servers send.
        HttpClientHandler handler = Create(options, DecompressionMethods.GZip, trustedHost: null);
        SetUpServicePoint(baseUri, handler.Proxy);
        return new OneTimeHandler(() => Create(options, DecompressionMethods.GZip, trustedHost: null), handler);
    }

    /// <summary>
    /// True if the handler for media resolves hosts itself. On .NET Framework it cannot: the caller resolves them.
    /// </summary>
    public static bool ResolvesHosts => false;

    /// <summary>Creates the handler for media downloads, with the proxy if there is no resolver.</summary>
    public static HttpMessageHandler CreateMediaHandler(
        SunoMediaOptions options, Func<string, CancellationToken, Task<IPAddress[]>>? resolve)
    {
        string gateway = options.GatewayUri?.IdnHost ?? "";
        HttpClientHandler handler = Create(options.Network, DecompressionMethods.None, trustedHost: gateway);
        handler.UseProxy &= resolve is null;
        return handler;
    }

    private static HttpClientHandler Create(
        SunoConnectionOptions options, DecompressionMethods decompression, string? trustedHost)
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = decompression,
            MaxConnectionsPerServer = ConnectionRules.MostThrottleLimit,
            UseCookies = false,
        };
        handler.Proxy = ProxyChoice.Of(options);
        handler.UseProxy = handler.Proxy is not null;

        if (options.SkipCertificateCheck)
        {
            handler.ServerCertificateCustomValidationCallback = (request, _, _, errors) =>
                errors == SslPolicyErrors.None || trustedHost is null
                || string.Equals(request.RequestUri?.IdnHost, trustedHost, StringComparison.OrdinalIgnoreCase);
        }

        return handler;
    }

    /// <summary>
    /// Configures the connections to one host: these settings apply to the whole process, so other hosts are not
    /// changed.
    /// </summary>
    private static void SetUpServicePoint(Uri host, IWebProxy? proxy)
    {
        ServicePoint point = proxy is null ? ServicePointManager.FindServicePoint(host) : ServicePointManager
            .FindServicePoint(host, proxy);
        point.ConnectionLimit = Math.Max(point.ConnectionLimit, ConnectionRules.MostThrottleLimit);
        point.ConnectionLeaseTimeout = (int)ConnectionLifetime.TotalMilliseconds;
        point.Expect100Continue = false;
        point.UseNagleAlgorithm = false;
    }

    /// <summary>
    /// Sends each one-time request on a new connection. .NET Framework silently repeats a request on a reused
    /// connection that the server has closed.
    /// </summary>
    private sealed class OneTimeHandler(Func<HttpClientHandler> createHandler, HttpMessageHandler innerHandler)
        : DelegatingHandler(innerHandler)
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request is not GatewayRequest { IsOneTime: true })
            {
                return base.SendAsync(request, cancellationToken);
            }

            // The connection closes after the response, so there is nothing to dispose.
            return new HttpMessageInvoker(createHandler(), disposeHandler: false).SendAsync(request, cancellationToken);
        }
    }
}
