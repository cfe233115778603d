using static SunoPS.SunoErrorKind;

namespace SunoPS.Client.Tests.Faults.Matrix;

/// <summary>A fault of the gateway, and the expected behavior of the client.</summary>
/// <param name="Name">The name of the fault.</param>
/// <param name="Kind">The resulting error; null if there is none.</param>
/// <param name="Fault">The fault; null if only the connection to the gateway fails.</param>
/// <param name="Passes">Whether the fault is transient, so that one retry succeeds.</param>
internal sealed record FaultRow(string Name, SunoErrorKind? Kind, GatewayFault? Fault, bool Passes = false)
{
    /// <summary>The placeholder for the address of the foreign server in <see cref="GatewayFault.Location"/>.</summary>
    public const string Stranger = "{stranger}";

    /// <summary>The placeholder for the port of that address.</summary>
    public const string StrangerPort = "{strangerPort}";

    public static IReadOnlyList<FaultRow> All { get; } =
    [
        new("reset before headers", ConnectionFailed, Of(FaultKind.ResetBeforeHeaders), Passes: true)
            { IsRepeatedByTheStack = true },
        new("closed before headers", ConnectionFailed, Of(FaultKind.CloseBeforeHeaders), Passes: true)
            { IsRepeatedByTheStack = true },
        new("reset in the body", ConnectionFailed, Of(FaultKind.ResetInBody), Passes: true),
        new("hang before headers", SunoErrorKind.Timeout, Of(FaultKind.HangBeforeHeaders), Passes: true)
            { NeverEnds = true },
        new("hang in the body", SunoErrorKind.Timeout, Of(FaultKind.HangInBody), Passes: true) { NeverEnds = true },
        new("dribble", SunoErrorKind.Timeout, Of(FaultKind.Dribble), Passes: true) { NeverEnds = true },
        new("cut short, with Content-Length", InvalidResponse, Of(FaultKind.CutWithLength), Passes: true),
        new("cut short, in chunks", InvalidResponse, Of(FaultKind.CutChunked), Passes: true),
        new("cut short, without any length", InvalidResponse, Of(FaultKind.CutUnframed), Passes: true),
        new("408", SunoErrorKind.Timeout, OfStatus(408), Passes: true),
        new("429, Retry-After in seconds", RateLimited, OfStatus(429, retryAfterSec: 1), Passes: true)
            { LeastWaitSec = 1 },
        new("429, Retry-After as a date", RateLimited, OfStatus(429, retryAfterSec: 1, isDate: true), Passes: true),
        new("429, no Retry-After", RateLimited, OfStatus(429), Passes: true),
        new("429, Retry-After of an hour", RateLimited, OfStatus(429, retryAfterSec: 3600)) { IsOverInAnHour = true },
        new("429, Retry-After as a date in an hour", RateLimited, OfStatus(429, retryAfterSec: 3600, isDate: true))
            { IsOverInAnHour = true },
        .. new[] { 500, 502, 503, 504 }.SelectMany(TroubleOfTheServer),
        new("503, Retry-After in seconds", GatewayError, OfStatus(503, retryAfterSec: 1), Passes: true)
            { LeastWaitSec = 1 },
        new("200, HTML", InvalidResponse, OfStatus(200) with { IsHtml = true }),
        new("200, empty", InvalidResponse, Of(FaultKind.EmptyBody)),
        new("no HTTP", InvalidResponse, Of(FaultKind.NoHttp)),
        new("endless headers", InvalidResponse, Of(FaultKind.EndlessHeaders)),
        new("invalid gzip", InvalidResponse, Of(FaultKind.WrongGzip)),
        new("truncated gzip", InvalidResponse, Of(FaultKind.TruncatedGzip), Passes: true),
        new("bomb of 96 MiB", InvalidResponse, Of(FaultKind.Bomb) with { MiB = 96 }),
        new("endless body", InvalidResponse, Of(FaultKind.EndlessBody)),
        new("body of 1 TiB, announced", InvalidResponse, Of(FaultKind.HugeBody)),
        new("redirect to another host", GatewayError, RedirectTo($"http://localhost:{StrangerPort}{{target}}")),
        new("redirect to another port", GatewayError, RedirectTo(Stranger + "{target}")),
        new("redirect to itself, without end", GatewayError, Of(FaultKind.Redirect)) { RequestsMore = 5 },
        new("redirect on the same host", null, Of(FaultKind.Redirect) with { Times = 1 }) { RequestsMore = 1 },
        new("wrong order", null, Of(FaultKind.WrongOrder)),
        new("duplicate tasks", null, Of(FaultKind.DoubledTasks)),
        new("unrequested tasks", null, Of(FaultKind.ForeignTasks)),
        new("unrequested tasks alone", TaskNotFound, Of(FaultKind.OnlyForeignTasks)),
        new("refused connection", ConnectionFailed, Fault: null, Passes: true)
            { Door = Door.Closed, IsBelowRequests = true },
        new("untrusted certificate", ConnectionFailed, Fault: null) { Door = Door.Untrusted, IsBelowRequests = true },
        new("reset in the TLS handshake", ConnectionFailed, Of(FaultKind.ResetInHandshake), Passes: true)
            { Door = Door.Unchecked, IsBelowRequests = true },
        new("401", Unauthorized, OfStatus(401)) { EndsEverything = true },
        new("403", Forbidden, OfStatus(403)) { EndsEverything = true },
    ];

    public Door Door { get; init; }

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

    private static GatewayFault OfStatus(int status, int? retryAfterSec = null, bool isDate = false) =>
        Of(FaultKind.Status) with { Status = status, RetryAfterSec = retryAfterSec, IsRetryAfterDate = isDate };

    private static GatewayFault RedirectTo(string location) => Of(FaultKind.Redirect) with { Location = location };

    private static IEnumerable<FaultRow> TroubleOfTheServer(int status) =>
    [
        new($"{status}, JSON", GatewayError, OfStatus(status), Passes: true) { IsOfOneId = status == 500 },
        new($"{status}, HTML", GatewayError, OfStatus(status) with { IsHtml = true }, Passes: true)
            { IsOfOneId = status == 500 },
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
