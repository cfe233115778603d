namespace SunoPS;

/// <summary>A request to join an extended clip with its predecessors.</summary>
public sealed record SunoJoinSubmission() : SunoSubmission(KindName, "concat")
{
    internal const string KindName = "Join";

    /// <summary>The last clip of the chain (<c>clip_id</c>).</summary>
    public string? ClipId { get; init; }

    /// <summary>True if the clip fills a gap in another clip (<c>is_infill</c>).</summary>
    public bool Infill { get; init; }

    private protected override string? Subject => ClipId;

    private protected override IEnumerable<(string Name, object? Value)> Members =>
        [("clip_id", ClipId), ("is_infill", Infill)];

    private protected override string? FindOwnFault() =>
        SunoTaskId.FindFault(ClipId) is { } fault ? $"the clip id is invalid: {fault}" : null;
}
