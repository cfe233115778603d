using System.Net;
using System.Net.Security;
using System.Reflection;

namespace SunoPS.Http;

/// <summary>Puts the handlers of a connection together; a request passes them from top to bottom.</summary>
internal static class HttpPipeline
{
    /// <summary>Connecting is bounded apart from the attempt, so that a dead address is known soon.</summary>
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>A connection is renewed after this time, so that a gateway that moved is found again.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(10);

    /// <summary>What every request says of its sender.</summary>
    public static readonly string UserAgent =
        "SunoPS/" + typeof(HttpPipeline).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static HttpClient Create(SunoConnectionOptions options, string? authorization, Func<HttpResponseMessage, string?> requestIdOf)
    {
        HttpMessageHandler handler = CreateSocketsHandler(options);
        handler = new AuthenticationHandler(authorization, handler);
        handler = new RedirectHandler(handler);
        handler = new AttemptHandler(TimeSpan.FromSeconds(options.TimeoutSec), options.MaximumResponseBytes, handler) { RequestIdOf = requestIdOf };
        handler = new RetryHandler(options.MaximumRetryCount, TimeSpan.FromSeconds(options.RetryIntervalSec), TimeProvider.System, handler);

        var client = new HttpClient(handler)
        {
            // Each attempt has a bound of its own.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent);
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        return client;
    }

    /// <summary>The handler that sends, without anything of the key.</summary>
    public static SocketsHttpHandler CreateSocketsHandler(SunoConnectionOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.All,
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
            handler.SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, _, _, _) => true };
#pragma warning restore CA5359
        }

        return handler;
    }
}
