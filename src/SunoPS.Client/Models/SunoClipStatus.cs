namespace SunoPS;

/// <summary>
/// How far a clip, or a lyrics text, is. The gateway's own word is kept beside it in <c>RawStatus</c>.
/// </summary>
public enum SunoClipStatus
{
    /// <summary>The gateway sent no status, or used a word that no other member stands for.</summary>
    Unknown,

    /// <summary>Accepted (<c>submitted</c>).</summary>
    Submitted,

    /// <summary>Waiting for its turn (<c>queued</c>).</summary>
    Queued,

    /// <summary>Being made; its audio address is a live stream (<c>streaming</c>).</summary>
    Streaming,

    /// <summary>Done; its addresses are files (<c>complete</c>).</summary>
    Complete,

    /// <summary>Failed (<c>error</c>).</summary>
    Error,
}
