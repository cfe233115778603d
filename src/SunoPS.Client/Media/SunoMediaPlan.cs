namespace SunoPS;

/// <summary>One file that is to be made of a clip, or the error that stands in its place.</summary>
public sealed class SunoMediaPlan
{
    internal SunoMediaPlan(SunoMediaSource source, SunoMedia? media)
    {
        Source = source;
        Media = media;
    }

    /// <summary>The clip.</summary>
    public SunoMediaSource Source { get; }

    /// <summary>Which media of it; null for its metadata, or for all of them where there is an error.</summary>
    public SunoMedia? Media { get; }

    /// <summary>The full path it will have, if the file turns out to be what its address says; empty where there is an error.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>The full path of the file where it is there already and whole; null where it is not, or where only asking its host can tell.</summary>
    public string? ExistingPath { get; internal init; }

    /// <summary>Why there will be no file; null where there may be one.</summary>
    public SunoApiException? Error { get; internal init; }

    /// <summary>Where it is downloaded from; null for metadata.</summary>
    internal Uri? Address { get; init; }

    /// <summary>The name without its ending.</summary>
    internal string Stem { get; init; } = "";

    /// <summary>The name, without its ending, that no other clip can have, for where the first belongs to another.</summary>
    internal string OwnStem { get; init; } = "";

    /// <summary>True where a file of this name can only be of this clip.</summary>
    internal bool IsOwn => string.Equals(Stem, OwnStem, StringComparison.Ordinal);
}
