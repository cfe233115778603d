namespace SunoPS.Gateway;

/// <summary>What a task is; for a generated one, also the first eight hex digits of its id.</summary>
internal enum TaskKind : uint
{
    /// <summary>A task of the recorded answers, whatever its action.</summary>
    Recorded = 0,

    /// <summary>Music that is done.</summary>
    Music = 0x5f3a0001,

    /// <summary>Lyrics that are done.</summary>
    Lyrics = 0x5f3a0002,

    /// <summary>Music that has failed.</summary>
    Failed = 0x5f3a0003,

    /// <summary>Music that gets on each time it is asked for.</summary>
    Progressing = 0x5f3a0004,

    /// <summary>What was submitted to this gateway.</summary>
    Submitted = 0x5f3a0005,

    /// <summary>No task: has ids, but nothing is found under them.</summary>
    Unknown = 0x5f3a00ff,
}
