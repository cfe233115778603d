namespace SunoPS.Gateway;

/// <summary>How a response marks the end of its body.</summary>
internal enum BodyFraming
{
    /// <summary>By <c>Content-Length</c>.</summary>
    Length,

    /// <summary>By the last chunk.</summary>
    Chunked,

    /// <summary>By the end of the connection.</summary>
    None,
}
