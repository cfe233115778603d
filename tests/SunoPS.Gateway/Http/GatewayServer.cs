using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
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
    public static WebApplication Create(int port, RequestDelegate handle)
    {
        // The empty builder reads no environment variable, no settings file and no arguments, and logs nowhere.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = nameof(LocalGateway),
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = Environments.Production,
        });
        builder.Services.AddSingleton<IHostLifetime, DetachedLifetime>();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, port));

        WebApplication server = builder.Build();
        server.Run(handle);
        return server;
    }

    private static void Configure(KestrelServerOptions kestrel, int port)
    {
        kestrel.Listen(IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
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
}
