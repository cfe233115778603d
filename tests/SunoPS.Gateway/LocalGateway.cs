using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>Serves every <see cref="GatewayDialect"/> on 127.0.0.1 over real HTTP, and logs requests.</summary>
public sealed class LocalGateway : IAsyncDisposable
{
    private readonly LocalGatewayOptions _options;
    private readonly TaskWriter _writer = new();
    private readonly RelayAnswers _relays;
    private readonly RequestRate _rate = new();
    private readonly WebApplication _server;

    private LocalGateway(LocalGatewayOptions options)
    {
        _options = options;
        Log = new RequestLog(options.KeepLog);
        Submissions = new GatewaySubmissions(options.IsPlayground ? DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() : 0);
        _relays = new RelayAnswers(Submissions);
        BaseUri = new Uri("http://127.0.0.1/");

        var protocol = new ProtocolHandler(
            new KeyCheck(options.ApiKey), _relays, new TaskStore(RecordedTasks.Load(), Submissions),
            _writer, Submissions, options.IsPlayground);

        Faults = new GatewayFaults(protocol);

        // The steps between a request and its dialect, in order. The first that returns true has ended the request.
        Func<GatewayRequest, ValueTask<bool>>[] steps =
        [
            Media.TryRefuseKeyAsync, DelayAsync, _rate.TryAnswerAsync, Faults.TryAnswerAsync, TryRespondAsync,
            Answers.TryAnswerAsync, Media.TryAnswerAsync,
        ];

        var pipeline = new GatewayPipeline(Log, new ControlEndpoints(this), steps, protocol);
        _server = GatewayServer.Create(options, Faults.TryTakeHandshake, pipeline.HandleAsync);
    }

    /// <summary>False if the system cannot create the certificate of a gateway with TLS.</summary>
    public static bool CanUseTls => SelfSignedCertificate.IsPossible;

    /// <summary>The address of <see cref="GatewayDialect.Any"/>; ends in a slash.</summary>
    public Uri BaseUri { get; private set; }

    /// <summary>The address at which the gateway acts as a proxy; null if it does not.</summary>
    public Uri? ProxyUri { get; private set; }

    public string ApiKey => _options.ApiKey;

    public RequestLog Log { get; }

    public CannedAnswers Answers { get; } = new();

    public GatewayFaults Faults { get; }

    public GatewaySubmissions Submissions { get; }

    /// <summary>The files of clips, below <c>/_media/</c>.</summary>
    public MediaHost Media { get; } = new();

    /// <summary>The delay of every response of the protocol, from the next request on.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>Limits the number of requests a second, and at once; 0 for any number.</summary>
    public void LimitRate(int perSecond) => _rate.Set(perSecond);

    /// <summary>
    /// Code that can respond to a request of the protocol. It returns true if it has responded, and can read the body
    /// of the request. An exception becomes a 500 with the exception as text.
    /// </summary>
    public Func<HttpContext, Task<bool>>? Respond { get; set; }

    /// <summary>Starts a gateway. It listens when the task completes.</summary>
    public static async Task<LocalGateway> StartAsync(
        LocalGatewayOptions? options = null, CancellationToken cancellationToken = default)
    {
        var gateway = new LocalGateway(options ?? new LocalGatewayOptions());
        try
        {
            await gateway._server.StartAsync(cancellationToken);
            Uri[] listening = [.. gateway._server.Urls.Select(url => new Uri(url))];
            gateway.BaseUri = listening[0];
            gateway.ProxyUri = listening.Length > 1 ? new UriBuilder(listening[1])
                { Scheme = Uri.UriSchemeHttp }.Uri : null;
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns the base address of a dialect, with a trailing slash.</summary>
    public Uri UriOf(GatewayDialect dialect) => new(BaseUri, $"{dialect.PathPrefix}/");

    /// <summary>Restores the initial state: without log, counts, faults, prepared responses and tasks.</summary>
    public void Reset()
    {
        Respond = null;
        Faults.Clear();
        Answers.Clear();
        Media.Reset();
        _writer.Reset();
        Submissions.Clear();
        _relays.Clear();
        Latency = TimeSpan.Zero;
        LimitRate(0);
        Log.Clear();
    }

    /// <summary>Stops listening, and closes all connections, including those that wait for a response.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
        _rate.Dispose();
    }

    private async ValueTask<bool> DelayAsync(GatewayRequest request)
    {
        if (Latency is var latency && latency > TimeSpan.Zero)
        {
            await Task.Delay(latency, request.Context.RequestAborted);
        }

        return false;
    }

    private async ValueTask<bool> TryRespondAsync(GatewayRequest request)
    {
        if (Respond is not { } respond)
        {
            return false;
        }

        request.RewindBody();
        return await respond(request.Context);
    }
}
