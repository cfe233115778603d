using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>A fault, and the requests that it strikes.</summary>
public sealed record GatewayFault
{
    public required FaultKind Kind { get; init; }

    /// <summary>Number of requests that it strikes, at least 1; null for all.</summary>
    public int? Times { get; init; }

    /// <summary>Only for requests with this text in their raw target; null for any.</summary>
    public string? Path { get; init; }

    /// <summary>The same for the target, as sent or decoded, or the body.</summary>
    public string? IdContains { get; init; }

    /// <summary>The fraction of matching requests that it strikes, more than 0 and at most 1.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>The seed for <see cref="Rate"/>: it strikes the same requests in order of arrival.</summary>
    public int Seed { get; init; }

    /// <summary>Whether the gateway accepts the request before it fails, so that the response is lost.</summary>
    public bool IsAfterWork { get; init; }

    /// <summary>The status of <see cref="FaultKind.Status"/>, 200 to 599.</summary>
    public int Status { get; init; } = StatusCodes.Status500InternalServerError;

    /// <summary>Whether <see cref="FaultKind.Status"/> responds with an HTML page instead of JSON.</summary>
    public bool IsHtml { get; init; }

    /// <summary>The <c>Retry-After</c> in seconds from now; null for none.</summary>
    public int? RetryAfterSec { get; init; }

    /// <summary>Whether that is a date, in whole seconds.</summary>
    public bool IsRetryAfterDate { get; init; }

    /// <summary>The size of a <see cref="FaultKind.Bomb"/>, rounded up to a multiple of 16.</summary>
    public int MiB { get; init; } = 96;

    /// <summary>Where <see cref="FaultKind.Redirect"/> leads; <c>{target}</c> is that of the request.</summary>
    public string Location { get; init; } = "{target}";

    /// <summary>The time between two bytes of <see cref="FaultKind.Dribble"/>, in milliseconds, at least 1.</summary>
    public int DribbleMilliseconds { get; init; } = 100;

    /// <summary>A literal <c>Retry-After</c>, instead of <see cref="RetryAfterSec"/>.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The number of repetitions.</summary>
    public int Count { get; init; } = 1000;

    internal bool IsOfHandshake => Kind == FaultKind.ResetInHandshake;

    internal bool IsFor(GatewayRequest request) =>
        !IsOfHandshake
        && (Path is null || request.RawTarget.Contains(Path, StringComparison.Ordinal))
        && (IdContains is null || request.Mentions(IdContains));
}
