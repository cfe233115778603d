namespace SunoPS;

/// <summary>How many tasks are fetched.</summary>
public sealed record SunoFetchOptions
{
    /// <summary>True for one <c>GET</c> a task instead of batches.</summary>
    public bool OneByOne { get; init; }

    /// <summary>The action of a batch request; null for the gateway's default.</summary>
    public string? Action { get; init; }

    /// <summary>The most ids in one batch; null for the connection's.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The most requests in flight at once; null for the connection's.</summary>
    public int? ThrottleLimit { get; init; }
}
