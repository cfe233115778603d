namespace SunoPS.Gateway;

/// <summary>The validator with which a client can check whether a file has changed.</summary>
public enum MediaValidator
{
    /// <summary>A strong <c>ETag</c>.</summary>
    ETag,
    /// <summary>A weak <c>ETag</c>.</summary>
    WeakETag,
    /// <summary>Only <c>Last-Modified</c>.</summary>
    LastModified,
    None,
}
