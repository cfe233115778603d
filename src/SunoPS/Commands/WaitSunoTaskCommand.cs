namespace SunoPS.Commands;

/// <summary>Waits for tasks, and outputs each as it completes.</summary>
[Cmdlet(VerbsLifecycle.Wait, "SunoTask", DefaultParameterSetName = TaskSet)]
[OutputType(typeof(SunoTask), ParameterSetName = [TaskSet])]
[OutputType(typeof(SunoClip), ParameterSetName = [ClipSet])]
public sealed class WaitSunoTaskCommand : TaskCommand
{
    private readonly List<SunoTaskReference> _unfinished = [];
    private readonly HashSet<(string? Gateway, string TaskId)> _finished = [];

    /// <inheritdoc cref="GetSunoTaskBatchCommand.Action"/>
    [Parameter]
    [ArgumentCompleter(typeof(ActionCompleter))]
    public string? Action { get; set; }

    /// <summary>The time limit, in seconds; none by default.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; }

    /// <summary>The time between two rounds of polling, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3_600)]
    public int PollingIntervalSec { get; set; } = (int)new SunoWaitOptions().PollingInterval.TotalSeconds;

    private protected override void End()
    {
        _unfinished.RemoveAll(reference => _finished.Contains(KeyOf(reference)));
        foreach (SunoTaskResult result in WaitForTasks(Client, _unfinished, PollingIntervalSec, TimeoutSec, Action))
        {
            Write(result);
        }

        base.End();
    }

    private protected override void Add(SunoTaskReference reference)
    {
        if (reference.Source is not PSObject { BaseObject: SunoTask { IsCompleted: true } task })
        {
            _unfinished.Add(reference);
        }
        else if (_finished.Add(KeyOf(reference)))
        {
            // A completed task is not polled.
            Write(task, reference.Columns);
        }
    }

    private (string? Gateway, string TaskId) KeyOf(SunoTaskReference reference) =>
        (reference.Gateway ?? Client.Connection.Gateway, reference.TaskId);
}
