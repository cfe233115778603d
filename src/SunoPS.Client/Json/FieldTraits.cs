namespace SunoPS;

/// <summary>Special traits of a field.</summary>
[Flags]
internal enum FieldTraits
{
    None = 0,

    /// <summary>No other kind of object has a field of this name.</summary>
    Certain = 1,

    /// <summary>The field belongs to the object itself: in <c>metadata</c> the name means something else.</summary>
    NotInMetadata = 2,

    /// <summary>The values repeat across tasks and are pooled.</summary>
    Pooled = 4,
}
