namespace SunoPS;

/// <summary>What is special about a field.</summary>
[Flags]
internal enum FieldTraits
{
    None = 0,

    /// <summary>No other kind of object has a field of this name.</summary>
    Certain = 1,

    /// <summary>Belongs to the object itself: within <c>metadata</c> the name means something else.</summary>
    NotInMetadata = 2,

    /// <summary>Its values repeat from task to task, and are kept once.</summary>
    Pooled = 4,
}
