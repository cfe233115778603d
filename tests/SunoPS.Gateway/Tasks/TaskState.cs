namespace SunoPS.Gateway;

/// <summary>A state of a generated task, with all dependent values.</summary>
internal sealed record TaskState(string Status, string Progress, bool IsStarted, bool IsFinished, ClipStage Clips)
{
    public static TaskState Succeeded { get; } = new("SUCCESS", "100%", true, true, ClipStage.Complete);

    public static TaskState Failed { get; } = new("FAILURE", "100%", true, true, ClipStage.None);

    /// <summary>The states of a progressing task, one for each fetch.</summary>
    public static IReadOnlyList<TaskState> Lifecycle { get; } =
    [
        new("SUBMITTED", "0%", false, false, ClipStage.None),
        new("QUEUED", "0%", false, false, ClipStage.None),
        new("IN_PROGRESS", "30%", true, false, ClipStage.Streaming),
        new("IN_PROGRESS", "70%", true, false, ClipStage.Streaming),
        Succeeded,
    ];
}
