namespace SunoPS.Gateway;

/// <summary>The body of a request to change the latency.</summary>
internal sealed record LatencySetting
{
    /// <summary>The latency in milliseconds, from 0.</summary>
    public required int Milliseconds { get; init; }
}
