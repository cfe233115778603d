using System.Collections.ObjectModel;

namespace SunoPS;

/// <summary>The clips of one task, in the gateway's order; read-only.</summary>
public sealed class SunoClipCollection : ReadOnlyCollection<SunoClip>
{
    internal SunoClipCollection(IList<SunoClip> clips)
        : base(clips) { }

    /// <summary>The empty collection.</summary>
    public static new SunoClipCollection Empty { get; } = new([]);

    /// <summary>Returns the clip ids, separated by spaces, like PowerShell prints a collection.</summary>
    /// <returns>The ids; an empty string without clips.</returns>
    public override string ToString() => string.Join(' ', this);
}
