namespace SunoPS.Gateway;

/// <summary>The kinds of tasks; for a generated task, the value is the first eight hex digits of its id.</summary>
internal enum TaskKind : uint
{
    /// <summary>A task of the recorded responses, with any action.</summary>
    Recorded = 0,
    /// <summary>Complete music.</summary>
    Music = 0x5f3a0001,
    /// <summary>Complete lyrics.</summary>
    Lyrics = 0x5f3a0002,
    /// <summary>Failed music.</summary>
    Failed = 0x5f3a0003,
    /// <summary>Music that advances with each fetch.</summary>
    Progressing = 0x5f3a0004,
    /// <summary>A task that was submitted to this gateway.</summary>
    Submitted = 0x5f3a0005,
    /// <summary>An unknown task.</summary>
    Unknown = 0x5f3a00ff,
}
