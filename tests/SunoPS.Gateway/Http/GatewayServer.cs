using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SunoPS.Gateway;

/// <summary>The web server below a gateway: where it listens, and with which limits.</summary>
internal static class GatewayServer
{
    // A gateway that is stopped while a client waits must not keep its test waiting.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromMilliseconds(200);

    /// <summary>Makes a server that hands every request to <paramref name="handle"/>; it does not listen yet.</summary>
    /// <param name="options">Port and encryption.</param>
    /// <param name="breaksHandshake">
    /// Says of a new connection, where it is to be encrypted, whether to reset it at once.
    /// </param>
    /// <param name="handle">Answers a request.</param>
    public static WebApplication Create(LocalGatewayOptions options, Func<bool> breaksHandshake, RequestDelegate handle)
    {
        // The empty builder reads no environment variable, no settings file and no arguments, and logs nowhere.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = nameof(LocalGateway),
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Services.AddSingleton<IHostLifetime, DetachedLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options, breaksHandshake));

        WebApplication server = builder.Build();
        server.Run(handle);
        return server;
    }

    private static void Configure(KestrelServerOptions kestrel, LocalGatewayOptions options, Func<bool> breaksHandshake)
    {
        kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
        {
            listen.Protocols = options.Http2 ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http1;
            if (options.Tls)
            {
                listen.Use(next => connection => breaksHandshake() ? ResetAsync(connection) : next(connection));
                listen.UseHttps(SelfSignedCertificate.Create());
            }
        });
        if (options.Proxy)
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(ProxyListener.Before);
                listen.UseHttps(SelfSignedCertificate.Create());
            });
        }

        kestrel.AddServerHeader = false;
        kestrel.ResponseHeaderEncodingSelector = _ => Encoding.UTF8;

        KestrelServerLimits limits = kestrel.Limits;
        limits.MaxRequestLineSize = 64 * 1024;
        limits.MaxRequestBodySize = null;
        limits.MinRequestBodyDataRate = null;
        limits.MinResponseDataRate = null;
        // Room for a batch of a hundred tasks, so that its sender does not wait for the reader half-way.
        limits.MaxResponseBufferSize = 1024 * 1024;
    }

    private static async Task ResetAsync(ConnectionContext connection)
    {
        // In the midst of it: the client has begun, and waits for the answer.
        await connection.Transport.Input.ReadAsync(connection.ConnectionClosed);
        connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket.LingerState = new LingerOption(
            enable: true, seconds: 0);
        connection.Abort();
    }
}
