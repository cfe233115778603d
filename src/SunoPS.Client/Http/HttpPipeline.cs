using System.Reflection;

namespace SunoPS;

/// <summary>Assembles the message handlers of a connection.</summary>
internal static class HttpPipeline
{
    /// <summary>The User-Agent of every request: name and version.</summary>
    public static readonly string UserAgent = "SunoPS/" + typeof(HttpPipeline).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static HttpClient Create(HttpMessageHandler transport, SunoConnection connection, string? apiKey)
    {
        HttpMessageHandler handler = new AuthenticationHandler(
            connection.Options, apiKey, connection.AuthenticationScheme, transport);
        handler = RedirectHandler.ForGateway(handler);
        handler = new RetryHandler(
            connection.Options, connection.KeyMask, connection.Proxy, TimeProvider.System, handler);

        // Each attempt has its own time limit.
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent);
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        return client;
    }
}
