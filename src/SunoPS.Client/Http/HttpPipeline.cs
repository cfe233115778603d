using System.Reflection;

namespace SunoPS;

/// <summary>Puts the handlers of a connection together; a request passes them from top to bottom.</summary>
internal static class HttpPipeline
{
    /// <summary>What every request says of its sender.</summary>
    public static readonly string UserAgent =
        "SunoPS/" + typeof(HttpPipeline).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static HttpClient Create(Uri baseUri, SunoConnectionOptions options, string? authorization, Func<HttpResponseMessage, string?> requestIdOf)
    {
        HttpMessageHandler handler = Transport.CreateHandler(options, baseUri);
        handler = new AuthenticationHandler(authorization, handler);
        handler = new RedirectHandler(handler);
        handler = new AttemptHandler(TimeSpan.FromSeconds(options.TimeoutSec), options.MaximumResponseBytes, handler) { RequestIdOf = requestIdOf };
        handler = new RetryHandler(options.MaximumRetryCount, TimeSpan.FromSeconds(options.RetryIntervalSec), TimeProvider.System, handler);

        // Each attempt has a bound of its own.
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent);
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        return client;
    }
}
