using static SunoPS.SunoErrorKind;

namespace SunoPS.Client.Tests.Attacks;

/// <summary>An attack of a hostile gateway, and the result.</summary>
/// <param name="Name">The description.</param>
/// <param name="Fault">The attack as a fault of the local gateway.</param>
/// <param name="Kind">The error of a single fetch; null if it returns the task.</param>
internal sealed record Attack(string Name, GatewayFault Fault, SunoErrorKind? Kind)
{
    private const int Many = 40_000;

    public static IReadOnlyList<Attack> All { get; } =
    [
        new("an invalid status line, with the key", Of(FaultKind.BadStatusLine), InvalidResponse),
        new("an invalid header line, with the key", Of(FaultKind.BadHeader), InvalidResponse),
        new("a chunk whose length is the key", Of(FaultKind.BadChunk), InvalidResponse),
        new("a redirect to an address with the key, percent-encoded and in lower case", Of(FaultKind.RedirectWithKey),
            GatewayError),
        new("the key and unsafe characters in each text of an error", Of(FaultKind.UnsafeError), GatewayError),
        new("the key and unsafe characters in each text of a task", Of(FaultKind.UnsafeText), null),
        new("429 with `Retry-After` of 68 years", Busy("2147483647"), RateLimited),
        new("429 with `Retry-After` beyond any number", Busy("99999999999999999999"), RateLimited),
        new("429 with `Retry-After` in the year 9999", Busy("Fri, 31 Dec 9999 23:59:59 GMT"), RateLimited),
        new("429 with `Retry-After` below zero", Busy("-5"), RateLimited),
        new("40,000 empty `data` before the one that counts", Of(FaultKind.RepeatedData) with { Count = Many }, null),
        new("40,000 members of one name in each object", Of(FaultKind.RepeatedMembers) with { Count = Many }, null),
    ];

    public string Outcome => Kind is null ? "the task" : $"`{Kind}`";

    private static GatewayFault Of(FaultKind kind) => new() { Kind = kind };

    private static GatewayFault Busy(string retryAfter) =>
        Of(FaultKind.Status) with { Status = 429, RetryAfter = retryAfter };
}
