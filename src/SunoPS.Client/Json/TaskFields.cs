using static SunoPS.FieldTraits;

namespace SunoPS;

/// <summary>The fields of a task. Those marked as certain never occur in an envelope.</summary>
internal sealed class TaskFields : FieldTable<TaskDraft>
{
    private const string Action = "action";

    private TaskFields()
        : base(
            Text("task_id", static (draft, text) => draft.TaskId ??= text),
            Text(Action, static (draft, text) => draft.Task.Action ??= text, Pooled | Certain),
            Text("status", static (draft, text) => draft.Task.RawStatus ??= text, Pooled),
            Percent("progress", static (draft, percent) => draft.Task.Progress ??= percent, Certain),
            Content("data", TaskReader.ReadData),
            Text("fail_reason", static (draft, text) => draft.Task.FailReason ??= text, Pooled | Certain),
            Time("submit_time", static (draft, time) => draft.Task.SubmitTime ??= time, Certain),
            Time("start_time", static (draft, time) => draft.Task.StartTime ??= time, Certain),
            Time("finish_time", static (draft, time) => draft.Task.FinishTime ??= time, Certain),
            Text("notify_hook", static (draft, text) => draft.Task.NotifyHook ??= text, Pooled | Certain))
    {
    }

    public static TaskFields Table { get; } = new();

    /// <summary>True for the name of a task's action.</summary>
    public bool IsAction(ReadOnlySpan<byte> name) => Find(name)?.Names[0] == Action;
}
