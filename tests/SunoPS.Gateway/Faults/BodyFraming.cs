namespace SunoPS.Gateway;

/// <summary>How an answer says where its body ends.</summary>
internal enum BodyFraming
{
    /// <summary>By its length.</summary>
    Length,

    /// <summary>By its last chunk.</summary>
    Chunked,

    /// <summary>By the end of the connection.</summary>
    None,
}
