using System.Reflection;

namespace SunoPS;

/// <summary>Assembles the message handlers of a connection.</summary>
internal static class HttpPipeline
{
    /// <summary>The User-Agent of every request: name and version.</summary>
    public static readonly string UserAgent = "SunoPS/" + typeof(HttpPipeline).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Creates the client for a gateway.</summary>
    public static HttpClient Create(
        HttpMessageHandler transport, SunoConnection connection, string? authorization)
    {
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in connection.Options.Headers ?? headers)
        {
            headers[name] = value;
        }

        if (authorization is not null)
        {
            headers["Authorization"] = authorization;
        }

        HttpMessageHandler handler = new AuthenticationHandler(headers, transport);
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
