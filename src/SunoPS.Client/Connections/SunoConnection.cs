using System.Collections.Concurrent;
using System.Reflection;

namespace SunoPS;

/// <summary>The address of a gateway, its key, and limits. Prints without the key.</summary>
/// <remarks>Has its own pool of network connections, which all users of the object share. Thread-safe.</remarks>
public sealed class SunoConnection
{
    /// <summary>The User-Agent of every request: name and version.</summary>
    internal static readonly string UserAgent = "SunoPS/" + typeof(SunoConnection).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private readonly SunoGateway _gateway;
    private readonly string? _apiKey;
    private readonly Lazy<HttpClient> _fetching;
    private readonly Lazy<HttpClient> _submitting;

    /// <summary>Creates a connection. Sends nothing.</summary>
    /// <param name="gateway">The gateway, with a base address.</param>
    /// <param name="apiKey">The key, with or without blanks around it; null for a gateway without one.</param>
    /// <param name="options">Limits and network settings; null for the defaults.</param>
    /// <exception cref="SunoApiException">The address, a path, the key or an option is invalid.</exception>
    public SunoConnection(SunoGateway gateway, string? apiKey, SunoConnectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        Options = ConnectionRules.CheckOptions(options ?? new SunoConnectionOptions());
        _gateway = gateway with
        {
            BaseUri = ConnectionRules.CheckBaseUri(gateway.BaseUri, Options.AllowUnencryptedAuthentication),
            BatchPath = ConnectionRules.CheckPath(gateway.BatchPath),
            TaskPath = ConnectionRules.CheckPath(gateway.TaskPath),
            SubmitPath = ConnectionRules.CheckPath(gateway.SubmitPath),
            UploadPath = ConnectionRules.CheckPath(gateway.UploadPath),
        };
        _apiKey = ConnectionRules.CheckKey(apiKey, gateway.AuthenticationScheme);
        KeyMask = KeyMask.Of([new KeyMask(_apiKey), .. Options.Secrets.Select(value => new KeyMask(value))]);
        BaseUri = _gateway.BaseUri;
        Network = new GatewayNetwork(BaseUri);
        BatchUri = AddressOf(_gateway.BatchPath);
        TaskUriPrefix = AddressOf(_gateway.TaskPath).AbsoluteUri;
        _fetching = new Lazy<HttpClient>(CreateClient);
        _submitting = new Lazy<HttpClient>(CreateClient);
    }

    /// <summary>The gateway's name, or its host if it has no name, with a port that is not the default.</summary>
    public string Gateway => _gateway.Name ?? BaseUri.Authority;

    /// <summary>The base address of all paths.</summary>
    public Uri BaseUri { get; }

    /// <summary>How the key is sent.</summary>
    public SunoAuthenticationScheme AuthenticationScheme => _gateway.AuthenticationScheme;

    /// <summary>Asterisks, and the last four characters of a key of twelve or more; null for no key.</summary>
    public string? ApiKeyHint => _apiKey is null ? null : _apiKey.Length < 12 ? "****" : "****" + _apiKey[^4..];

    /// <summary>The method of a batch request.</summary>
    public SunoBatchMethod BatchMethod => _gateway.BatchMethod;

    /// <summary>The path of a batch request, relative to the base address.</summary>
    public string BatchPath => _gateway.BatchPath;

    /// <summary>The default action of a batch request; null to omit it.</summary>
    public string? DefaultAction => _gateway.DefaultAction;

    /// <summary>True if single tasks come without their state, and are fetched as batches; null if unknown.</summary>
    public bool? AnswersBare { get; private set; }

    /// <summary>The time limit of one attempt, in seconds.</summary>
    public int TimeoutSec => Options.TimeoutSec;

    /// <summary>The time limit of a submission, in seconds.</summary>
    public int SubmissionTimeoutSec => Options.SubmissionTimeoutSec;

    /// <summary>Maximum number of retries of a failed request; 0 for none.</summary>
    public int MaximumRetryCount => Options.MaximumRetryCount;

    /// <summary>The wait before the first retry, in seconds.</summary>
    public int RetryIntervalSec => Options.RetryIntervalSec;

    /// <summary>Maximum number of requests in flight, for each command.</summary>
    public int ThrottleLimit => Options.ThrottleLimit;

    /// <summary>Maximum number of ids per batch request.</summary>
    public int BatchSize => Options.BatchSize;

    /// <summary>The proxy in force, without its credential; null for none.</summary>
    public Uri? Proxy => ProxyChoice.AddressFor(Options, BaseUri);

    /// <summary>True if any TLS certificate is accepted.</summary>
    public bool SkipCertificateCheck => Options.SkipCertificateCheck;

    /// <summary>True if the key may be sent over plain http to another machine.</summary>
    public bool AllowUnencryptedAuthentication => Options.AllowUnencryptedAuthentication;

    internal Uri BatchUri { get; }

    /// <summary>The prefix of the escaped id in the address of a single task.</summary>
    internal string TaskUriPrefix { get; }

    internal Uri AddressOf(SunoSubmission submission) => AddressOf(submission.PathOf(_gateway));

    internal Uri AddressOf(string path) => new(BaseUri.AbsoluteUri.TrimEnd('/') + path);

    /// <summary>Null to omit the action, so that one batch can have tasks of all kinds.</summary>
    internal string? ActionFor(string? known) =>
        DefaultAction is null || string.IsNullOrWhiteSpace(known) ? DefaultAction : known;

    /// <summary>Submissions have their own connections, so that the rest of another response is not theirs.</summary>
    internal HttpClient ClientFor(GatewayRequest request) => (request.IsOneTime ? _submitting : _fetching).Value;

    internal GatewayNetwork Network { get; }

    /// <summary>The innermost handler; null for the network.</summary>
    internal HttpMessageHandler? Handler { get; init; }

    internal SunoConnectionOptions Options { get; }

    /// <summary>False if this runtime cannot send the batch request: each task then needs its own.</summary>
    internal bool CanSendBatch => BatchMethod == SunoBatchMethod.Post || Transport.CanSendBodyWithGet;

    /// <summary>Returns the gateway and its address.</summary>
    /// <returns>The text, without the key.</returns>
    public override string ToString() => $"{Gateway} ({BaseUri})";

    /// <summary>Creates a connection to the same gateway with another key.</summary>
    internal SunoConnection WithKey(string? apiKey, SunoConnectionOptions options) =>
        new(_gateway, apiKey, options) { AnswersBare = AnswersBare, Software = Software, Submitted = Submitted };

    internal KeyMask KeyMask { get; }

    /// <summary>The software of the gateway; null while responses do not show it.</summary>
    internal string? Software { get; set; }

    /// <summary>The models that the gateway listed for the key; null before.</summary>
    internal IReadOnlyList<string>? Models { get; set; }

    /// <summary>True after the gateway has let the key fetch.</summary>
    internal bool HasFetched { get; set; }

    /// <summary>Remembers how the gateway returns a single task; true for the first one that is bare.</summary>
    internal bool LearnAnswersBare(bool isBare)
    {
        lock (Submitted)
        {
            bool isFirst = isBare && AnswersBare != true;
            AnswersBare = isBare || AnswersBare == true;
            return isFirst;
        }
    }

    /// <summary>The tasks of submissions and their times, whatever the key.</summary>
    private ConcurrentDictionary<string, long> Submitted { get; init; } = new(StringComparer.Ordinal);

    /// <summary>False if an earlier submission has the same task.</summary>
    internal bool AddSubmitted(string taskId, TimeProvider time) => Submitted.TryAdd(taskId, time.GetTimestamp());

    /// <summary>True for a task that was submitted a moment ago: the gateway may not list it yet.</summary>
    internal bool IsNew(string taskId, TimeProvider time) =>
        Submitted.TryGetValue(taskId, out long start) && time.GetElapsedTime(start) < TimeSpan.FromMinutes(1);

    /// <summary>Closes the network connections. Nothing can be sent after that.</summary>
    internal void Close()
    {
        _fetching.Value.Dispose();
        _submitting.Value.Dispose();
    }

    internal void Authorize(GatewayRequest request)
    {
        if (_apiKey is not null)
        {
            bool isBearer = AuthenticationScheme == SunoAuthenticationScheme.Bearer || request.IsBearer;
            request.Headers.TryAddWithoutValidation(
                "Authorization", isBearer ? ConnectionRules.Bearer + ConnectionRules.WithoutBearer(_apiKey) : _apiKey);
        }
    }

    private HttpClient CreateClient()
    {
        HttpMessageHandler transport = Handler ?? Transport.CreateHandler(Options, BaseUri, Network);
        var retries = new RetryHandler(Options, KeyMask, Proxy, TimeProvider.System, new RedirectHandler(transport));

        // Each attempt has its own time limit.
        var client = new HttpClient(retries) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd(UserAgent);
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        foreach ((string name, string value) in Options.Headers ?? new Dictionary<string, string>())
        {
            client.DefaultRequestHeaders.Remove(name);
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }

        return client;
    }
}
