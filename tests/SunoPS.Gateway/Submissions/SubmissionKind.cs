namespace SunoPS.Gateway;

/// <summary>The kinds of submissions.</summary>
internal enum SubmissionKind
{
    /// <summary>Music: two clips.</summary>
    Music,
    /// <summary>Lyrics of a song.</summary>
    Lyrics,
    /// <summary>One clip from a chain of clips.</summary>
    Concat,
    /// <summary>One clip of audio from an address.</summary>
    Audio,
}
