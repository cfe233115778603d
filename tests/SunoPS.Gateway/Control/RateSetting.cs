namespace SunoPS.Gateway;

/// <summary>The body of a request to limit the rate of requests.</summary>
internal sealed record RateSetting
{
    /// <summary>Number of requests a second, and at once; 0 for any number.</summary>
    public required int PerSecond { get; init; }
}
