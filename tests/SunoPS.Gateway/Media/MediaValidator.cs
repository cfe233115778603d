namespace SunoPS.Gateway;

/// <summary>What a media host says of a file, so that a client can tell later whether it is still the same.</summary>
public enum MediaValidator
{
    /// <summary>An <c>ETag</c> that stands for every byte.</summary>
    ETag,

    /// <summary>An <c>ETag</c> that does not.</summary>
    WeakETag,

    /// <summary><c>Last-Modified</c> alone.</summary>
    LastModified,

    /// <summary>Nothing.</summary>
    None,
}
