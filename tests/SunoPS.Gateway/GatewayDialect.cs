namespace SunoPS.Gateway;

/// <summary>
/// What differs between gateways, as data: one row a gateway. Where a row says nothing, all of them are alike: a single
/// task is <c>GET /suno/fetch/{task_id}</c> everywhere.
/// </summary>
public sealed record GatewayDialect
{
    /// <summary>No gateway in particular: takes every spelling of a request that some gateway takes.</summary>
    public static GatewayDialect Any { get; } = new()
    {
        Name = "any",
        PathPrefix = "",
        KeyScheme = KeyScheme.BareOrBearer,
        BatchMethods = ["POST", "GET"],
        BatchPaths = ["/suno/fetch", "/suno/submit/fetch"],
        SendsServerFields = true,
    };

    /// <summary>X-See: a batch is a GET with a body, and the key comes bare.</summary>
    public static GatewayDialect XSee { get; } = new()
    {
        Name = "x-see",
        PathPrefix = "/x-see",
        Host = "aigc.x-see.cn",
        KeyScheme = KeyScheme.Bare,
        BatchMethods = ["GET"],
        SendsServerFields = true,
    };

    /// <summary>OpenAI-Hub: a batch has to name its action.</summary>
    public static GatewayDialect OpenAIHub { get; } = new()
    {
        Name = "openai-hub",
        PathPrefix = "/openai-hub",
        Host = "api.openai-hub.com",
        RequiresAction = true,
        RequiresContinuedTask = true,
    };

    /// <summary>The gateway whose page names no host: flat clips, and tasks without a notify_hook.</summary>
    public static GatewayDialect Seed002 { get; } = new()
    {
        Name = "seed-002",
        PathPrefix = "/seed-002",
        ClipShape = ClipShape.Flat,
        SendsNotifyHook = false,
    };

    /// <summary>Ecovai: the plainest of them.</summary>
    public static GatewayDialect Ecovai { get; } = new()
    {
        Name = "ecovai",
        PathPrefix = "/ecovai",
        Host = "api.ecovai.cn",
    };

    /// <summary>
    /// Suno-API, the original open-source server: a single task comes without the task around its content.
    /// </summary>
    public static GatewayDialect SunoApi { get; } = new()
    {
        Name = "suno-api",
        PathPrefix = "/suno-api",
        KeyScheme = KeyScheme.BareOrBearer,
        Words = ServerWords.SunoApi,
        AnswersBare = true,
        RequiresContinuedTask = true,
        ChecksMusic = false,
        SendsNotifyHook = false,
        SendsProgress = false,
        SendsServerFields = true,
    };

    /// <summary>Every row.</summary>
    public static IReadOnlyList<GatewayDialect> All { get; } = [Any, XSee, OpenAIHub, Seed002, Ecovai, SunoApi];

    /// <summary>Its name in the log.</summary>
    public required string Name { get; init; }

    /// <summary>The path below which it is served: empty, or begins with a slash and does not end in one.</summary>
    public required string PathPrefix { get; init; }

    /// <summary>
    /// The host of the gateway that speaks it, at which it is served without the prefix; null for none.
    /// </summary>
    public string? Host { get; init; }

    /// <summary>How it wants its key.</summary>
    public KeyScheme KeyScheme { get; init; } = KeyScheme.Bearer;

    /// <summary>The methods by which it takes a batch.</summary>
    public IReadOnlyList<string> BatchMethods { get; init; } = ["POST"];

    /// <summary>The paths, below the prefix, at which it takes a batch.</summary>
    public IReadOnlyList<string> BatchPaths { get; init; } = ["/suno/fetch"];

    /// <summary>How it words its refusals.</summary>
    public ServerWords Words { get; init; } = ServerWords.Relay;

    /// <summary>Whether a single task is answered with its content alone: clips or lyrics.</summary>
    public bool AnswersBare { get; init; }

    /// <summary>Whether a batch without an <c>action</c> is refused.</summary>
    public bool RequiresAction { get; init; }

    /// <summary>Whether music that goes on from a clip has to name that clip's task.</summary>
    public bool RequiresContinuedTask { get; init; }

    /// <summary>Whether music without a prompt or description is refused.</summary>
    public bool ChecksMusic { get; init; } = true;

    /// <summary>The shape of the clips it makes up. Recorded tasks keep the shape they were recorded in.</summary>
    public ClipShape ClipShape { get; init; }

    /// <summary>Whether its tasks have a <c>notify_hook</c>.</summary>
    public bool SendsNotifyHook { get; init; } = true;

    /// <summary>Whether its tasks have a <c>progress</c>.</summary>
    public bool SendsProgress { get; init; } = true;

    /// <summary>
    /// Whether it shows what a server keeps for itself: <c>id</c>, <c>created_at</c>, <c>updated_at</c> and
    /// <c>search_item</c> of a task; <c>type</c>, <c>refund_credits</c> and <c>stream</c> of a nested clip.
    /// </summary>
    public bool SendsServerFields { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>
    /// The dialect that is served at an address: the one of the host, the one whose prefix the path has, else
    /// <see cref="Any"/>.
    /// </summary>
    internal static GatewayDialect Of(string host, string path)
    {
        foreach (GatewayDialect dialect in All)
        {
            if (string.Equals(dialect.Host, host, StringComparison.OrdinalIgnoreCase))
            {
                return dialect with { PathPrefix = "" };
            }
        }

        foreach (GatewayDialect dialect in All)
        {
            if (dialect.PathPrefix.Length > 0 && dialect.Serves(path))
            {
                return dialect;
            }
        }

        return Any;
    }

    private bool Serves(string path) =>
        path.StartsWith(PathPrefix, StringComparison.Ordinal)
        && path.Length > PathPrefix.Length
        && path[PathPrefix.Length] == '/';
}
