namespace SunoPS.Gateway;

/// <summary>What a gateway can be asked to make.</summary>
internal enum SubmissionKind
{
    /// <summary>Two pieces of music.</summary>
    Music,

    /// <summary>Words for a song.</summary>
    Lyrics,

    /// <summary>One piece of a chain of clips.</summary>
    Concat,
}
