namespace SunoPS.Gateway;

/// <summary>How far the clips of a task are.</summary>
internal enum ClipStage
{
    /// <summary>There are none yet, or there will never be any.</summary>
    None,

    /// <summary>They can be heard while they are made: without a duration and without a video.</summary>
    Streaming,

    /// <summary>They are files.</summary>
    Complete,
}
