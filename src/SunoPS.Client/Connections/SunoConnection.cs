using System.Collections.Concurrent;

namespace SunoPS;

/// <summary>The address of a gateway, its key, and limits. Prints without the key.</summary>
/// <remarks>Has its own pool of network connections, which all users of the object share. Thread-safe.</remarks>
public sealed class SunoConnection
{
    /// <summary>A shorter key is hidden entirely, including its last characters.</summary>
    private const int ShortestHintedKey = 12;

    private const int NotKnown = 0;
    private const int Yes = 1;
    private const int No = 2;

    private readonly SunoGateway _gateway;
    private readonly string? _apiKey;
    private readonly Lazy<HttpClient> _fetching;
    private readonly Lazy<HttpClient> _submitting;
    private int _answersBare;

    /// <summary>Creates a connection. Sends nothing.</summary>
    /// <param name="gateway">The gateway, with a base address.</param>
    /// <param name="apiKey">
    /// The key; null for a gateway without one. Blanks and line breaks around it are removed.
    /// </param>
    /// <param name="options">Limits and network settings; null for the defaults.</param>
    /// <exception cref="SunoApiException">
    /// The address, a path, the key or an option is invalid (<see cref="SunoErrorKind.InvalidArgument"/>).
    /// </exception>
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
        KeyMask = KeyMask.Of([new KeyMask(_apiKey), .. Options.SecretHeaders.Select(value => new KeyMask(value))]);
        _answersBare = gateway.AnswersBare switch { null => NotKnown, true => Yes, false => No };
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

    /// <summary>
    /// Asterisks and the last four characters of the key; only asterisks for a short key; null if there is none.
    /// </summary>
    public string? ApiKeyHint =>
        _apiKey is null ? null : _apiKey.Length < ShortestHintedKey ? "****" : "****" + _apiKey[^4..];

    /// <summary>The method of a batch request.</summary>
    public SunoBatchMethod BatchMethod => _gateway.BatchMethod;

    /// <summary>The path of a batch request, relative to the base address.</summary>
    public string BatchPath => _gateway.BatchPath;

    /// <summary>The default action of a batch request; null to omit it.</summary>
    public string? DefaultAction => _gateway.DefaultAction;

    /// <summary>
    /// True if the gateway returns a single task bare, as content without the task, so that single tasks are fetched as
    /// batches of one; false if it returns whole tasks; null until its first such response.
    /// </summary>
    public bool? AnswersBare => Volatile.Read(ref _answersBare) switch { Yes => true, No => false, _ => null };

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

    /// <summary>The address of a batch request.</summary>
    internal Uri BatchUri { get; }

    /// <summary>The prefix of the escaped id in the address of a single task.</summary>
    internal string TaskUriPrefix { get; }

    internal Uri AddressOf(SunoSubmission submission) => AddressOf(submission.PathOf(_gateway));

    internal Uri AddressOf(string path) => new(BaseUri.AbsoluteUri.TrimEnd('/') + path);

    /// <summary>
    /// Returns the action to request for a task of a known kind: its own if the gateway requires one; null to omit it,
    /// so that one batch can have tasks of all kinds.
    /// </summary>
    internal string? ActionFor(string? known) =>
        DefaultAction is null || string.IsNullOrWhiteSpace(known) ? DefaultAction : known;

    /// <summary>
    /// Returns the client for a request. Each submission has its own network connection, so that the rest of another
    /// response is not read as its task.
    /// </summary>
    internal HttpClient ClientFor(GatewayRequest request) => (request.IsOneTime ? _submitting : _fetching).Value;

    /// <summary>The network of the gateway, as requests have seen it.</summary>
    internal GatewayNetwork Network { get; }

    /// <summary>The innermost handler; null for the network.</summary>
    internal HttpMessageHandler? Handler { get; init; }

    internal SunoConnectionOptions Options { get; }

    /// <summary>
    /// False if this runtime cannot send the gateway's batch request: each task then needs a separate request.
    /// </summary>
    internal bool CanSendBatch => BatchMethod == SunoBatchMethod.Post || Transport.CanSendBodyWithGet;

    /// <summary>Returns the gateway and its address.</summary>
    /// <returns>The text, without the key.</returns>
    public override string ToString() => $"{Gateway} ({BaseUri})";

    /// <summary>Creates a connection to the same gateway with another key.</summary>
    /// <param name="apiKey">The key; null for none.</param>
    /// <param name="options">Limits and network settings.</param>
    /// <exception cref="SunoApiException">The key is invalid.</exception>
    internal SunoConnection WithKey(string? apiKey, SunoConnectionOptions options) =>
        new(_gateway with { AnswersBare = AnswersBare }, apiKey, options)
        {
            Software = Software, Submitted = Submitted,
        };

    /// <summary>Masks the key in texts.</summary>
    internal KeyMask KeyMask { get; }

    /// <summary>
    /// The software of the gateway: <c>new-api</c>, <c>one-hub</c> or <c>Suno-API</c>; null while responses do not show
    /// it.
    /// </summary>
    internal string? Software { get; set; }

    /// <summary>The models that the gateway listed for the key; null before.</summary>
    internal IReadOnlyList<string>? Models { get; set; }

    /// <summary>True after the gateway has let the key fetch.</summary>
    internal bool HasFetched { get; set; }

    /// <summary>Remembers the software that a response shows.</summary>
    internal void LearnSoftware(HttpResponseMessage response) => Software ??= GatewaySoftware.Of(response);

    /// <summary>Remembers that the gateway returns single tasks bare; true the first time.</summary>
    internal bool LearnAnswersBare() => Interlocked.Exchange(ref _answersBare, Yes) != Yes;

    /// <summary>Remembers that the gateway returns single tasks whole.</summary>
    internal void LearnAnswersWhole() => Interlocked.CompareExchange(ref _answersBare, No, NotKnown);

    /// <summary>The tasks of submissions and their times, whatever the key.</summary>
    private ConcurrentDictionary<string, long> Submitted { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Remembers the task of a submission; false if an earlier submission has the same task.</summary>
    internal bool AddSubmitted(string taskId, TimeProvider time) => Submitted.TryAdd(taskId, time.GetTimestamp());

    /// <summary>True for a task that was submitted a moment ago: the gateway may not list it yet.</summary>
    internal bool IsNew(string taskId, TimeProvider time) =>
        Submitted.TryGetValue(taskId, out long start) && time.GetElapsedTime(start) < TimeSpan.FromMinutes(1);

    /// <summary>Closes the network connections. Nothing can be sent after that.</summary>
    internal void Close()
    {
        foreach (Lazy<HttpClient> client in new[] { _fetching, _submitting }.Where(static one => one.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }

    private HttpClient CreateClient() => HttpPipeline.Create(
        Handler ?? Transport.CreateHandler(Options, BaseUri, Network), this, _apiKey);
}
