namespace SunoPS.Gateway;

/// <summary>A prepared response.</summary>
public sealed record CannedAnswer
{
    /// <summary>The status code, 200 to 599.</summary>
    public int Status { get; init; } = 200;

    public string? ContentType { get; init; } = "application/json; charset=utf-8";

    /// <summary>Headers to add or replace; a null value removes a header.</summary>
    public IReadOnlyDictionary<string, string?>? Headers { get; init; }

    /// <summary>The body as text, sent as UTF-8.</summary>
    public string? Body { get; init; }

    /// <summary>The body as bytes in Base64; not together with <see cref="Body"/>.</summary>
    public string? BodyBase64 { get; init; }

    /// <summary>Number of requests that it answers, at least 1.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Only for requests with this text in their raw target; null for any.</summary>
    public string? Path { get; init; }

    /// <summary>The same for the target, as sent or decoded, or the body.</summary>
    public string? IdContains { get; init; }

    internal bool IsFor(GatewayRequest request) =>
        (Path is null || request.RawTarget.Contains(Path, StringComparison.Ordinal))
        && (IdContains is null || request.Mentions(IdContains));

    internal byte[] Encode() =>
        BodyBase64 is null ? Encoding.UTF8.GetBytes(Body ?? "") : Convert.FromBase64String(BodyBase64);
}
