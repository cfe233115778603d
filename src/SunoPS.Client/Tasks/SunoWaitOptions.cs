namespace SunoPS;

/// <summary>Options for waiting for tasks.</summary>
internal sealed record SunoWaitOptions
{
    /// <summary>The action to request; null for that of each task, or the gateway's default.</summary>
    public string? Action { get; init; }

    /// <summary>The time between two rounds of polling; grows slowly in a long wait. Default 5 seconds.</summary>
    public TimeSpan PollingInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The time limit of the wait; null for none.</summary>
    public TimeSpan? Timeout { get; init; }
}
