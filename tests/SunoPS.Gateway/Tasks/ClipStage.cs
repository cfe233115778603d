namespace SunoPS.Gateway;

/// <summary>The stage of the clips of a task.</summary>
internal enum ClipStage
{
    /// <summary>No clips, yet or at all.</summary>
    None,

    /// <summary>Live streams, without duration and video.</summary>
    Streaming,

    /// <summary>Files.</summary>
    Complete,
}
