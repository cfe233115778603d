namespace SunoPS;

/// <summary>A clip to save, with what the caller knows about it.</summary>
/// <param name="Clip">The clip.</param>
/// <param name="Target">The target object of errors.</param>
/// <param name="Columns">The columns of the user, by name.</param>
internal sealed record MediaSource(SunoClip Clip, object Target, IReadOnlyDictionary<string, object?> Columns)
{
    /// <summary>No columns.</summary>
    public static IReadOnlyDictionary<string, object?> NoColumns { get; } = new Dictionary<string, object?>();

    /// <summary>True for the result of a lyrics task, which is nothing without its text.</summary>
    public bool IsLyrics { get; init; }
}
