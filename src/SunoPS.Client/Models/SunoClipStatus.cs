namespace SunoPS;

/// <summary>The state of a clip or of lyrics. <c>RawStatus</c> has the gateway's word.</summary>
public enum SunoClipStatus
{
    /// <summary>The gateway sent no status, or a word without a member.</summary>
    Unknown,
    /// <summary>Accepted (<c>submitted</c>).</summary>
    Submitted,
    /// <summary>Queued (<c>queued</c>).</summary>
    Queued,
    /// <summary>Being generated; the audio address is a live stream (<c>streaming</c>).</summary>
    Streaming,
    /// <summary>Complete; the addresses are files (<c>complete</c>).</summary>
    Complete,
    /// <summary>Failed (<c>error</c>).</summary>
    Error,
}
