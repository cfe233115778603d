namespace SunoPS.Client.Tests.Faults.Matrix;

/// <summary>A fault of the gateway, and the expected behavior of the client.</summary>
/// <param name="Name">The name of the fault.</param>
/// <param name="Kind">The resulting error; null if there is none.</param>
internal sealed record FaultRow(string Name, SunoErrorKind? Kind)
{
    /// <summary>The placeholder for the address of the foreign server in <see cref="GatewayFault.Location"/>.</summary>
    public const string Stranger = "{stranger}";

    /// <summary>The placeholder for the port of that address.</summary>
    public const string StrangerPort = "{strangerPort}";

    public static IReadOnlyList<FaultRow> All { get; } =
    [
        new("reset before headers", SunoErrorKind.ConnectionFailed)
            { Fault = Of(FaultKind.ResetBeforeHeaders), Passes = true, IsRepeatedByTheStack = true },
        new("closed before headers", SunoErrorKind.ConnectionFailed)
            { Fault = Of(FaultKind.CloseBeforeHeaders), Passes = true, IsRepeatedByTheStack = true },
        new("reset in the body", SunoErrorKind.ConnectionFailed)
            { Fault = Of(FaultKind.ResetInBody), Passes = true },
        new("hang before headers", SunoErrorKind.Timeout)
            { Fault = Of(FaultKind.HangBeforeHeaders), Passes = true, NeverEnds = true },
        new("hang in the body", SunoErrorKind.Timeout)
            { Fault = Of(FaultKind.HangInBody), Passes = true, NeverEnds = true },
        new("dribble", SunoErrorKind.Timeout)
            { Fault = Of(FaultKind.Dribble), Passes = true, NeverEnds = true },
        new("cut short, with Content-Length", SunoErrorKind.InvalidResponse)
            { Fault = Of(FaultKind.CutWithLength), Passes = true },
        new("cut short, in chunks", SunoErrorKind.InvalidResponse)
            { Fault = Of(FaultKind.CutChunked), Passes = true },
        new("cut short, without any length", SunoErrorKind.InvalidResponse)
            { Fault = Of(FaultKind.CutUnframed), Passes = true },
        new("408", SunoErrorKind.Timeout) { Fault = OfStatus(408), Passes = true },
        new("429, Retry-After in seconds", SunoErrorKind.RateLimited)
        {
            Fault = OfStatus(429) with { RetryAfterSec = 1 },
            Passes = true,
            LeastWaitSec = 1,
        },
        new("429, Retry-After as a date", SunoErrorKind.RateLimited)
            { Fault = OfStatus(429) with { RetryAfterSec = 1, IsRetryAfterDate = true }, Passes = true },
        new("429, no Retry-After", SunoErrorKind.RateLimited) { Fault = OfStatus(429), Passes = true },
        new("429, Retry-After of an hour", SunoErrorKind.RateLimited)
            { Fault = OfStatus(429) with { RetryAfterSec = 3600 }, IsOverInAnHour = true },
        new("429, Retry-After as a date in an hour", SunoErrorKind.RateLimited)
            { Fault = OfStatus(429) with { RetryAfterSec = 3600, IsRetryAfterDate = true }, IsOverInAnHour = true },
        .. new[] { 500, 502, 503, 504 }.SelectMany(TroubleOfTheServer),
        new("503, Retry-After in seconds", SunoErrorKind.GatewayError)
        {
            Fault = OfStatus(503) with { RetryAfterSec = 1 },
            Passes = true,
            LeastWaitSec = 1,
        },
        new("200, HTML", SunoErrorKind.InvalidResponse) { Fault = OfStatus(200) with { IsHtml = true } },
        new("200, empty", SunoErrorKind.InvalidResponse) { Fault = Of(FaultKind.EmptyBody) },
        new("no HTTP", SunoErrorKind.InvalidResponse) { Fault = Of(FaultKind.NoHttp) },
        new("endless headers", SunoErrorKind.InvalidResponse) { Fault = Of(FaultKind.EndlessHeaders) },
        new("invalid gzip", SunoErrorKind.InvalidResponse) { Fault = Of(FaultKind.WrongGzip) },
        new("truncated gzip", SunoErrorKind.InvalidResponse) { Fault = Of(FaultKind.TruncatedGzip), Passes = true },
        new("bomb of 96 MiB", SunoErrorKind.InvalidResponse) { Fault = Of(FaultKind.Bomb) with { MiB = 96 } },
        new("endless body", SunoErrorKind.InvalidResponse) { Fault = Of(FaultKind.EndlessBody) },
        new("body of 1 TiB, announced", SunoErrorKind.InvalidResponse) { Fault = Of(FaultKind.HugeBody) },
        new("redirect to another host", SunoErrorKind.GatewayError)
            { Fault = Of(FaultKind.Redirect) with { Location = $"http://localhost:{StrangerPort}{{target}}" } },
        new("redirect to another port", SunoErrorKind.GatewayError)
            { Fault = Of(FaultKind.Redirect) with { Location = Stranger + "{target}" } },
        new("redirect to itself, without end", SunoErrorKind.GatewayError)
            { Fault = Of(FaultKind.Redirect), RequestsMore = 5 },
        new("redirect on the same host", null) { Fault = Of(FaultKind.Redirect) with { Times = 1 }, RequestsMore = 1 },
        new("wrong order", null) { Fault = Of(FaultKind.WrongOrder) },
        new("duplicate tasks", null) { Fault = Of(FaultKind.DoubledTasks) },
        new("unrequested tasks", null) { Fault = Of(FaultKind.ForeignTasks) },
        new("unrequested tasks alone", SunoErrorKind.TaskNotFound) { Fault = Of(FaultKind.OnlyForeignTasks) },
        new("refused connection", SunoErrorKind.ConnectionFailed)
            { Door = Door.Closed, Passes = true, IsBelowRequests = true },
        new("untrusted certificate", SunoErrorKind.ConnectionFailed)
            { Door = Door.Untrusted, IsBelowRequests = true },
        new("reset in the TLS handshake", SunoErrorKind.ConnectionFailed)
        {
            Door = Door.Unchecked,
            Fault = Of(FaultKind.ResetInHandshake),
            Passes = true,
            IsBelowRequests = true,
        },
        new("401", SunoErrorKind.Unauthorized) { Fault = OfStatus(401), EndsEverything = true },
        new("403", SunoErrorKind.Forbidden) { Fault = OfStatus(403), EndsEverything = true },
    ];

    /// <summary>The fault; null if only the connection to the gateway fails.</summary>
    public GatewayFault? Fault { get; init; }

    public Door Door { get; init; }

    /// <summary>Whether the fault is transient, so that one retry succeeds.</summary>
    public bool Passes { get; init; }

    /// <summary>Whether only the time limit of the client ends it.</summary>
    public bool NeverEnds { get; init; }

    /// <summary>Whether the HTTP stack silently repeats a <c>GET</c> when a reused connection is closed.</summary>
    public bool IsRepeatedByTheStack { get; init; }

    /// <summary>Whether it strikes connections, so that every id fails and no request is counted.</summary>
    public bool IsBelowRequests { get; init; }

    /// <summary>Whether its error is the last result.</summary>
    public bool EndsEverything { get; init; }

    /// <summary>Whether the gateway requests a wait of an hour.</summary>
    public bool IsOverInAnHour { get; init; }

    /// <summary>The minimum wait before a retry, in seconds, which the gateway requests.</summary>
    public double LeastWaitSec { get; init; }

    /// <summary>Whether a batch with the fault is fetched in halves, so that it costs one id.</summary>
    public bool IsOfOneId { get; init; }

    /// <summary>Number of additional requests each time it strikes.</summary>
    public int RequestsMore { get; init; }

    private static GatewayFault Of(FaultKind kind) => new() { Kind = kind };

    private static GatewayFault OfStatus(int status) => Of(FaultKind.Status) with { Status = status };

    private static IEnumerable<FaultRow> TroubleOfTheServer(int status) =>
    [
        new($"{status}, JSON", SunoErrorKind.GatewayError)
            { Fault = OfStatus(status), Passes = true, IsOfOneId = status == 500 },
        new($"{status}, HTML", SunoErrorKind.GatewayError)
            { Fault = OfStatus(status) with { IsHtml = true }, Passes = true, IsOfOneId = status == 500 },
    ];
}

/// <summary>How to reach a gateway.</summary>
internal enum Door
{
    /// <summary>Plain HTTP.</summary>
    Open,
    /// <summary>The port refuses every connection until the gateway has started.</summary>
    Closed,
    /// <summary>TLS with an untrusted certificate.</summary>
    Untrusted,
    /// <summary>TLS with an untrusted certificate that is not checked.</summary>
    Unchecked,
}
