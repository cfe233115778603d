using System.Net.Sockets;
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

/// <summary>The web server of a gateway: its endpoints and limits.</summary>
internal static class GatewayServer
{
    // A waiting client must not delay the end of a test.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromMilliseconds(200);

    /// <summary>Creates a server that does not listen yet.</summary>
    public static WebApplication Create(LocalGatewayOptions options, Func<bool> breaksHandshake, RequestDelegate handle)
    {
        // The empty builder does not read environment variables, settings files or arguments, and does not log.
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
        // Large enough for a batch of 100 tasks, so that sending does not wait for the reader.
        limits.MaxResponseBufferSize = 1024 * 1024;
    }

    private static async Task ResetAsync(ConnectionContext connection)
    {
        // The client has sent the start of its handshake, and waits for the response.
        await connection.Transport.Input.ReadAsync(connection.ConnectionClosed);
        connection.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket.LingerState = new LingerOption(
            enable: true, seconds: 0);
        connection.Abort();
    }

    /// <summary>Leaves Ctrl+C and signals to the process that hosts the gateway.</summary>
    private sealed class DetachedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
