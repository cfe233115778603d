using System.Collections.ObjectModel;

namespace SunoPS;

/// <summary>The clips of one task, in the gateway's order; read-only.</summary>
public sealed class SunoClipCollection : ReadOnlyCollection<SunoClip>
{
    internal SunoClipCollection(IList<SunoClip> clips)
        : base(clips)
    {
    }

    /// <summary>The collection of a task that has no clip.</summary>
    public static new SunoClipCollection Empty { get; } = new([]);

    /// <summary>Returns the clip ids, separated by a space, as PowerShell itself prints a collection.</summary>
    /// <returns>The ids; an empty string when there is no clip.</returns>
    public override string ToString() => string.Join(' ', this);
}
