using System.Net;
using System.Net.Security;

namespace SunoPS;

/// <summary>What carries requests on .NET Framework.</summary>
internal static class Transport
{
    /// <summary>A connection is renewed after this time, so that a gateway that moved is found again.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    /// <summary>
    /// True if a <c>GET</c> can have a body: .NET Framework refuses to send one. Set by tests alone.
    /// </summary>
    public static bool CanSendBodyWithGet { get; set; } = Environment.Version.Major > 4;

    /// <summary>
    /// True if the end of a body is known apart from its form. .NET Framework does not tell of one that is shorter
    /// than announced.
    /// </summary>
    public static bool KnowsEnd(HttpResponseMessage response, HttpContent content, int length) =>
        content.Headers.ContentLength is { } announced
            ? length >= announced
            : response.Headers.TransferEncodingChunked == true;

    /// <summary>True for a kind of proxy that can be gone through.</summary>
    public static bool CanUseProxy(string scheme) => scheme == "http";

    /// <summary>Makes the handler that sends to a gateway, without anything of the key.</summary>
    public static HttpMessageHandler CreateHandler(SunoConnectionOptions options, Uri baseUri)
    {
        // What it takes for deflate lacks the frame that most servers send.
        HttpClientHandler handler = Create(options, DecompressionMethods.GZip, trustedHost: null);
        SetUpServicePoint(baseUri, handler.Proxy);
        return new OneTimeHandler(() => Create(options, DecompressionMethods.GZip, trustedHost: null), handler);
    }

    /// <summary>
    /// True if the handler for media resolves hosts itself. .NET Framework's cannot: they are resolved before.
    /// </summary>
    public static bool ResolvesHosts => false;

    /// <summary>
    /// Creates the handler that downloads media: part of a compressed body is of no use, and media is compressed
    /// already.
    /// </summary>
    /// <param name="options">
    /// The network settings. Certificates are not checked for the gateway's own host at most.
    /// </param>
    /// <param name="resolve">Null to go through the proxy; not used otherwise.</param>
    public static HttpMessageHandler CreateMediaHandler(
        SunoMediaOptions options, Func<string, CancellationToken, Task<IPAddress[]>>? resolve)
    {
        string gateway = options.GatewayUri?.IdnHost ?? "";
        HttpClientHandler handler = Create(options.Network, DecompressionMethods.None, trustedHost: gateway);
        handler.UseProxy = resolve is null;
        return handler;
    }

    /// <summary>True if requests to an address go through a proxy.</summary>
    public static bool UsesProxy(SunoConnectionOptions options, Uri address)
    {
        IWebProxy? proxy = options.Proxy is null ? WebRequest.DefaultWebProxy : new WebProxy(options.Proxy);
        return proxy is not null && !proxy.IsBypassed(address)
            && proxy.GetProxy(address) is { } through && through != address;
    }

    /// <param name="options">The network settings.</param>
    /// <param name="decompression">What is decompressed.</param>
    /// <param name="trustedHost">The only host whose certificate may go unchecked; null for all hosts.</param>
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
            handler.ServerCertificateCustomValidationCallback = (request, _, _, errors) =>
                errors == SslPolicyErrors.None || trustedHost is null
                || string.Equals(request.RequestUri?.IdnHost, trustedHost, StringComparison.OrdinalIgnoreCase);
        }

        return handler;
    }

    /// <summary>
    /// .NET Framework keeps these for each host and for the whole process: the hosts of others stay as they are.
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
    /// Sends what must not be sent twice on a connection of its own. .NET Framework repeats by itself a request that
    /// went out on one which the server had closed meanwhile; a new one is not closed before it has been used.
    /// </summary>
    private sealed class OneTimeHandler(Func<HttpClientHandler> createHandler, HttpMessageHandler innerHandler)
        : DelegatingHandler(innerHandler)
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!OneTimeRequest.Is(request))
            {
                return base.SendAsync(request, cancellationToken);
            }

            // It goes with its answer: nothing of it is left to dispose.
            request.Headers.ConnectionClose = true;
            return new HttpMessageInvoker(createHandler(), disposeHandler: false).SendAsync(request, cancellationToken);
        }
    }
}
