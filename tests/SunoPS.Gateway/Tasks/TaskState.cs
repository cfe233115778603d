namespace SunoPS.Gateway;

/// <summary>A state of a generated task, which has clips when it has started and not failed.</summary>
internal sealed record TaskState(string Status, string Progress, bool IsStarted, bool IsFinished)
{
    public static TaskState Succeeded { get; } = new("SUCCESS", "100%", true, true);

    public static TaskState Failed { get; } = new("FAILURE", "100%", true, true);

    /// <summary>The states of a progressing task, one for each fetch.</summary>
    public static IReadOnlyList<TaskState> Lifecycle { get; } =
    [
        new("SUBMITTED", "0%", false, false),
        new("QUEUED", "0%", false, false),
        new("IN_PROGRESS", "30%", true, false),
        new("IN_PROGRESS", "70%", true, false),
        Succeeded,
    ];

    public bool HasClips => IsStarted && this != Failed;
}
