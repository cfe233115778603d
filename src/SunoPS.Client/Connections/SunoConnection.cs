namespace SunoPS;

/// <summary>Where a gateway is, the key for it, and the limits to keep to. Prints without its key.</summary>
/// <remarks>
/// Keeps its own pool of network connections, which everything that works with it shares, whatever thread or runspace
/// it is on.
/// </remarks>
public sealed class SunoConnection
{
    /// <summary>A key shorter than this shows nothing of itself, not even its last characters.</summary>
    private const int ShortestHintedKey = 12;

    private readonly SunoGateway _gateway;
    private readonly string? _apiKey;
    private readonly SunoConnectionOptions _options;
    private readonly Lazy<HttpClient> _httpClient;
    private int _singleAnswers;

    /// <summary>Makes a connection. Nothing is sent.</summary>
    /// <param name="gateway">The gateway, with a base address.</param>
    /// <param name="apiKey">
    /// The key; null for a gateway that wants none. Blanks and line breaks around it are left out.
    /// </param>
    /// <param name="options">Limits and network settings; null for the defaults.</param>
    /// <exception cref="SunoApiException">
    /// Address, path or key cannot be used (<see cref="SunoErrorKind.InvalidArgument"/>).
    /// </exception>
    public SunoConnection(SunoGateway gateway, string? apiKey, SunoConnectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(gateway);
        _options = ConnectionRules.CheckOptions(options ?? new SunoConnectionOptions());
        _gateway = gateway with
        {
            BaseUri = ConnectionRules.CheckBaseUri(gateway.BaseUri, _options.AllowUnencryptedAuthentication),
            BatchPath = ConnectionRules.CheckPath(gateway.BatchPath),
            TaskPath = ConnectionRules.CheckPath(gateway.TaskPath),
            SubmitPath = ConnectionRules.CheckPath(gateway.SubmitPath),
        };
        _apiKey = ConnectionRules.CheckKey(apiKey, gateway.AuthenticationScheme);
        KeyMask = new KeyMask(_apiKey);
        _singleAnswers = (int)SingleAnswersOf(gateway.AnswersBare);
        BaseUri = _gateway.BaseUri;
        BatchUri = new Uri(BaseUri.AbsoluteUri.TrimEnd('/') + _gateway.BatchPath);
        TaskUriPrefix = BaseUri.AbsoluteUri.TrimEnd('/') + _gateway.TaskPath;
        SubmitUriPrefix = BaseUri.AbsoluteUri.TrimEnd('/') + _gateway.SubmitPath;
        _httpClient = new Lazy<HttpClient>(() => HttpPipeline.Create(
            Handler ?? Transport.CreateHandler(_options, BaseUri), _options, AuthorizationHeader, KeyMask,
            response => GatewayErrors.RequestId(response, answer: null, this)));
        ReaderPreparation.Begin();
    }

    /// <summary>The gateway's name, or its host for one without a name.</summary>
    public string Gateway => _gateway.Name ?? BaseUri.Host;

    /// <summary>The base address, under which all paths lie.</summary>
    public Uri BaseUri { get; }

    /// <summary>How the key is sent.</summary>
    public SunoAuthenticationScheme AuthenticationScheme => _gateway.AuthenticationScheme;

    /// <summary>
    /// Stars and the key's last four characters; stars alone for a short key; null if there is none.
    /// </summary>
    public string? ApiKeyHint =>
        _apiKey is null ? null : _apiKey.Length < ShortestHintedKey ? "****" : "****" + _apiKey[^4..];

    /// <summary>The method of a batch request.</summary>
    public SunoBatchMethod BatchMethod => _gateway.BatchMethod;

    /// <summary>The path of a batch request, below the base address.</summary>
    public string BatchPath => _gateway.BatchPath;

    /// <summary>The action of a batch for which none is given; null to leave it out.</summary>
    public string? DefaultAction => _gateway.DefaultAction;

    /// <summary>
    /// True if the gateway answers a request for a single task with its content alone, so that single tasks are
    /// fetched by batches of one; false if it answers with whole tasks; null until its first such answer.
    /// </summary>
    public bool? AnswersBare => (SingleAnswers)Volatile.Read(ref _singleAnswers) switch
    {
        SingleAnswers.Bare => true,
        SingleAnswers.Whole => false,
        _ => null,
    };

    /// <summary>The longest that one attempt may take, in seconds.</summary>
    public int TimeoutSec => _options.TimeoutSec;

    /// <summary>How often a failed request is tried again; 0 for never.</summary>
    public int MaximumRetryCount => _options.MaximumRetryCount;

    /// <summary>The wait before the first retry, in seconds.</summary>
    public int RetryIntervalSec => _options.RetryIntervalSec;

    /// <summary>The most requests in flight at once, for each command.</summary>
    public int ThrottleLimit => _options.ThrottleLimit;

    /// <summary>The most ids in one batch request.</summary>
    public int BatchSize => _options.BatchSize;

    /// <summary>The proxy, without its credential; null for the one of the system and the environment.</summary>
    public Uri? Proxy => _options.Proxy;

    /// <summary>True if any TLS certificate is taken.</summary>
    public bool SkipCertificateCheck => _options.SkipCertificateCheck;

    /// <summary>True if the key may go over plain http to another machine.</summary>
    public bool AllowUnencryptedAuthentication => _options.AllowUnencryptedAuthentication;

    /// <summary>The address of a batch request.</summary>
    internal Uri BatchUri { get; }

    /// <summary>The prefix of the escaped id in the address of a single task.</summary>
    internal string TaskUriPrefix { get; }

    /// <summary>The prefix of the address of a submission.</summary>
    internal string SubmitUriPrefix { get; }

    /// <summary>
    /// The action to ask with for a task of a known kind: its own where the gateway requires one; null to leave it out,
    /// so that tasks of all kinds go together.
    /// </summary>
    internal string? ActionFor(string? known) =>
        DefaultAction is null || string.IsNullOrWhiteSpace(known) ? DefaultAction : known;

    internal HttpClient HttpClient => _httpClient.Value;

    /// <summary>Carries the requests, below all other handlers; null for the network.</summary>
    internal HttpMessageHandler? Handler { get; init; }

    /// <summary>Limits and network settings.</summary>
    internal SunoConnectionOptions Options => _options;

    /// <summary>
    /// False if this runtime cannot send the gateway's batch request: each task then needs a separate request.
    /// </summary>
    internal bool CanSendBatch => BatchMethod == SunoBatchMethod.Post || Transport.CanSendBodyWithGet;

    /// <summary>Repeated words in the responses of this gateway.</summary>
    internal StringPool StringPool { get; } = new();

    private string? AuthorizationHeader =>
        AuthenticationScheme == SunoAuthenticationScheme.Bearer && _apiKey is not null ? "Bearer " + _apiKey : _apiKey;

    /// <summary>Returns the gateway and its address.</summary>
    /// <returns>A text without the key.</returns>
    public override string ToString() => $"{Gateway} ({BaseUri})";

    /// <summary>A connection to the same gateway with another key.</summary>
    /// <param name="apiKey">The key; null for none.</param>
    /// <param name="options">Limits and network settings.</param>
    /// <exception cref="SunoApiException">The key cannot be used.</exception>
    internal SunoConnection WithKey(string? apiKey, SunoConnectionOptions options) =>
        new(_gateway with { AnswersBare = AnswersBare }, apiKey, options);

    /// <summary>Takes the key out of texts.</summary>
    internal KeyMask KeyMask { get; }

    /// <summary>Remembers that single requests are answered without the task; true the first time.</summary>
    internal bool LearnAnswersBare() =>
        Interlocked.Exchange(ref _singleAnswers, (int)SingleAnswers.Bare) != (int)SingleAnswers.Bare;

    /// <summary>Remembers that single requests are answered with whole tasks.</summary>
    internal void LearnAnswersWhole() =>
        Interlocked.CompareExchange(ref _singleAnswers, (int)SingleAnswers.Whole, (int)SingleAnswers.Unknown);

    /// <summary>Closes the network connections; nothing can be sent any more.</summary>
    internal void Close()
    {
        if (_httpClient.IsValueCreated)
        {
            _httpClient.Value.Dispose();
        }
    }

    private static SingleAnswers SingleAnswersOf(bool? answersBare) => answersBare switch
    {
        true => SingleAnswers.Bare,
        false => SingleAnswers.Whole,
        null => SingleAnswers.Unknown,
    };

    private enum SingleAnswers
    {
        Unknown,
        Bare,
        Whole,
    }
}
