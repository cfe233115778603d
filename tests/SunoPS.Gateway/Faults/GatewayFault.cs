using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>Something that goes wrong, and with which requests.</summary>
public sealed record GatewayFault
{
    /// <summary>What goes wrong.</summary>
    public required FaultKind Kind { get; init; }

    /// <summary>How many requests it strikes before it is used up, at least 1; null for every one.</summary>
    public int? Times { get; init; }

    /// <summary>Only for requests with this text in their raw target; null for any.</summary>
    public string? Path { get; init; }

    /// <summary>
    /// Only for requests with this text in their target, as sent or decoded, or in their body; null for any.
    /// </summary>
    public string? IdContains { get; init; }

    /// <summary>The share of those requests that it strikes, more than 0 and up to 1.</summary>
    public double Rate { get; init; } = 1;

    /// <summary>
    /// Where the dice of <see cref="Rate"/> begin: the same seed strikes the same requests, counted by their arrival.
    /// </summary>
    public int Seed { get; init; }

    /// <summary>
    /// Whether the gateway does what it was asked before it fails: a submission is taken, and its sender does not get
    /// to know.
    /// </summary>
    public bool IsAfterWork { get; init; }

    /// <summary>The status of <see cref="FaultKind.Status"/>, 200 to 599.</summary>
    public int Status { get; init; } = StatusCodes.Status500InternalServerError;

    /// <summary>Whether <see cref="FaultKind.Status"/> comes as a page for people instead of JSON.</summary>
    public bool IsHtml { get; init; }

    /// <summary>
    /// What <see cref="FaultKind.Status"/> says in <c>Retry-After</c>, in seconds from now, from 0; null for no such
    /// header.
    /// </summary>
    public int? RetryAfterSec { get; init; }

    /// <summary>
    /// Whether <c>Retry-After</c> is a date instead of a number of seconds. A date has no fractions of a second.
    /// </summary>
    public bool IsRetryAfterDate { get; init; }

    /// <summary>What a <see cref="FaultKind.Bomb"/> grows to, in MiB; rounded up to the next multiple of 16.</summary>
    public int MiB { get; init; } = 96;

    /// <summary>
    /// Where <see cref="FaultKind.Redirect"/> leads to; <c>{target}</c> in it stands for the target of the request.
    /// </summary>
    public string Location { get; init; } = "{target}";

    /// <summary>The time between two bytes of <see cref="FaultKind.Dribble"/>, in milliseconds, at least 1.</summary>
    public int DribbleMilliseconds { get; init; } = 100;

    /// <summary>
    /// What <see cref="FaultKind.Status"/> says in <c>Retry-After</c> as it stands; null for
    /// <see cref="RetryAfterSec"/>.
    /// </summary>
    public string? RetryAfter { get; init; }

    /// <summary>How often something comes that is repeated.</summary>
    public int Count { get; init; } = 1000;

    internal bool IsOfHandshake => Kind == FaultKind.ResetInHandshake;

    internal bool IsFor(GatewayRequest request) =>
        !IsOfHandshake
        && (Path is null || request.RawTarget.Contains(Path, StringComparison.Ordinal))
        && (IdContains is null || request.Mentions(IdContains));

    /// <summary>Refuses what no request could ever meet, or no answer could hold.</summary>
    /// <exception cref="ArgumentException">A property has a value that it cannot have.</exception>
    internal void Check()
    {
        Require(Enum.IsDefined(Kind), $"'{Kind}' is no kind of fault.");
        Require(Times is null or >= 1, $"'{Times}' is no number of times from 1.");
        Require(Rate is > 0 and <= 1, $"'{Rate}' is no rate above 0 and up to 1.");
        Require(Status is >= 200 and <= 599, $"'{Status}' is no status code from 200 to 599.");
        Require(RetryAfterSec is null or >= 0, $"'{RetryAfterSec}' is no number of seconds from 0.");
        Require(!IsRetryAfterDate || RetryAfterSec is not null, "A date of Retry-After needs its seconds.");
        Require(MiB is >= 1 and <= 64 * 1024, $"'{MiB}' is no size from 1 to {64 * 1024} MiB.");
        Require(DribbleMilliseconds >= 1, $"'{DribbleMilliseconds}' is no number of milliseconds from 1.");
        Require(
            !IsOfHandshake || (Path is null && IdContains is null),
            "A handshake has neither path nor id: choose it by count or rate.");
    }

    private static void Require(bool isMet, string message)
    {
        if (!isMet)
        {
            throw new ArgumentException(message);
        }
    }
}
