namespace SunoPS;

/// <summary>One file to save of a clip, or the error in its place.</summary>
public sealed class SunoMediaPlan
{
    internal SunoMediaPlan(SunoClip clip, object target, SunoMedia? media)
    {
        Clip = clip;
        Target = target;
        Media = media;
    }

    /// <summary>The clip.</summary>
    public SunoClip Clip { get; }

    /// <summary>The object that the clip was read from, which errors are about; the clip itself by default.</summary>
    public object Target { get; }

    /// <summary>The media to save; null for the metadata, or where the error concerns all media of the clip.</summary>
    public SunoMedia? Media { get; }

    /// <summary>
    /// The full path of the file, if its content matches its address; empty on an error.
    /// </summary>
    public string Path { get; internal init; } = "";

    /// <summary>
    /// The full path of the file where it exists and is complete; null if it does not exist, or only its host can
    /// tell.
    /// </summary>
    public string? ExistingPath { get; internal init; }

    /// <summary>The error; null if a file is possible.</summary>
    public SunoApiException? Error { get; internal init; }

    /// <summary>The address to download from; null for a file that is written from the clip itself.</summary>
    internal Uri? Address { get; init; }

    /// <summary>The file name without its extension.</summary>
    internal string Stem { get; init; } = "";

    /// <summary>
    /// The file name, without its extension, that no other clip has; used where the first belongs to another clip.
    /// </summary>
    internal string OwnStem { get; init; } = "";

    /// <summary>True if a file of this name can only be of this clip.</summary>
    internal bool IsOwn => string.Equals(Stem, OwnStem, StringComparison.Ordinal);
}
