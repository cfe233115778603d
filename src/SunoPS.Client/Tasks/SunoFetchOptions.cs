namespace SunoPS;

/// <summary>Options for fetching tasks.</summary>
internal sealed record SunoFetchOptions
{
    /// <summary>True to send one <c>GET</c> request for each task instead of batches.</summary>
    public bool OneByOne { get; init; }

    /// <summary>The action of a batch request; null for the gateway's default.</summary>
    public string? Action { get; init; }

    /// <summary>Maximum number of ids per batch request; null for the connection's limit.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Maximum number of requests in flight; null for the connection's limit.</summary>
    public int? ThrottleLimit { get; init; }
}
