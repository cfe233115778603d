namespace SunoPS;

/// <summary>A request to join an extended clip with its predecessors.</summary>
public sealed record SunoJoinSubmission : SunoSubmission
{
    /// <summary>The last clip of the chain (<c>clip_id</c>).</summary>
    public string? ClipId { get; init; }

    /// <summary>True if the clip fills a gap in another clip (<c>is_infill</c>).</summary>
    public bool Infill { get; init; }

    internal override string PathEnd => "concat";

    internal override string Action => "MUSIC";

    internal override string Kind => "Join";

    private protected override string? Subject => ClipId;

    /// <inheritdoc/>
    public override string? FindFault() =>
        SunoTaskId.FindFault(ClipId) is { } fault ? $"the clip id is invalid: {fault}" : null;

    private protected override IEnumerable<(string Name, object? Value)> Members =>
        [("clip_id", ClipId), ("is_infill", Infill)];
}
