using System.Net;
using System.Net.Security;

namespace SunoPS;

/// <summary>The HTTP transport on .NET Framework. The members are those of the transport on .NET.</summary>
internal static class Transport
{
    /// <summary>.NET Framework rejects a body with <c>GET</c>. Set only by tests.</summary>
    public static bool CanSendBodyWithGet { get; set; } = Environment.Version.Major > 4;

    /// <summary>False: the caller resolves hosts.</summary>
    public static bool ResolvesHosts => false;

    public static IWebProxy? DefaultProxy => WebRequest.DefaultWebProxy;

    public static bool CanUseProxy(string scheme) => scheme == "http";

    /// <summary>.NET Framework does not report a body that is shorter than its Content-Length.</summary>
    public static bool KnowsEnd(HttpResponseMessage response, HttpContent content, int length) =>
        content.Headers.ContentLength is { } announced
            ? length >= announced
            : response.Headers.TransferEncodingChunked == true;

    /// <summary>Does nothing: .NET Framework supports only HTTP/1.1.</summary>
    public static void ChooseVersion(GatewayRequest request) { }

    /// <summary>Creates the handler for requests to a gateway. The addresses that it uses are not known.</summary>
    public static HttpMessageHandler CreateHandler(SunoConnectionOptions options, Uri baseUri, GatewayNetwork network)
    {
        // No deflate: .NET Framework does not support the zlib header that most servers send.
        HttpClientHandler handler = Create(options, DecompressionMethods.GZip, trustedHost: null);
        SetUpServicePoint(baseUri, handler.Proxy);
        return new OneTimeHandler(() => Create(options, DecompressionMethods.GZip, trustedHost: null), handler);
    }

    public static HttpMessageHandler CreateMediaHandler(
        SunoMediaOptions options, Func<string, CancellationToken, Task<IPAddress[]>>? resolve)
    {
        HttpClientHandler handler = Create(
            options.Network, DecompressionMethods.None, trustedHost: options.GatewayUri?.IdnHost ?? "");
        handler.UseProxy &= resolve is null;
        return handler;
    }

    private static HttpClientHandler Create(
        SunoConnectionOptions options, DecompressionMethods decompression, string? trustedHost)
    {
        ProxyChoice? proxy = ProxyChoice.Of(options);
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = decompression,
            MaxConnectionsPerServer = ConnectionRules.MostThrottleLimit,
            UseCookies = false,
            Proxy = proxy,
            UseProxy = proxy is not null,
        };
        if (options.SkipCertificateCheck)
        {
            handler.ServerCertificateCustomValidationCallback = (request, _, _, errors) =>
                errors == SslPolicyErrors.None || trustedHost is null
                || string.Equals(request.RequestUri?.IdnHost, trustedHost, StringComparison.OrdinalIgnoreCase);
        }

        return handler;
    }

    /// <summary>Configures the connections to one host: these settings apply to the whole process.</summary>
    private static void SetUpServicePoint(Uri host, IWebProxy? proxy)
    {
        ServicePoint point = ServicePointManager.FindServicePoint(host, proxy!);
        point.ConnectionLimit = Math.Max(point.ConnectionLimit, ConnectionRules.MostThrottleLimit);
        point.ConnectionLeaseTimeout = (int)TimeSpan.FromMinutes(10).TotalMilliseconds;
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
        // The connection closes after the response, so there is nothing to dispose.
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) =>
            request is GatewayRequest { IsOneTime: true }
                ? new HttpMessageInvoker(createHandler(), disposeHandler: false).SendAsync(request, cancellationToken)
                : base.SendAsync(request, cancellationToken);
    }
}
