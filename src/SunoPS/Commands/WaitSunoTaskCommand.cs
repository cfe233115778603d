using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Waits for tasks, and outputs each as it completes.</summary>
[Cmdlet(VerbsLifecycle.Wait, "SunoTask", DefaultParameterSetName = TaskSet)]
[OutputType(typeof(SunoTask), ParameterSetName = [TaskSet])]
[OutputType(typeof(SunoClip), ParameterSetName = [ClipSet])]
public sealed class WaitSunoTaskCommand : TaskCommand
{
    private readonly List<SunoTaskReference> _unfinished = [];
    private readonly HashSet<(string? Gateway, string TaskId)> _finished = [];
    private WaitProgress? _progress;

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

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _unfinished.RemoveAll(reference => _finished.Contains(KeyOf(reference)));
        _progress = new WaitProgress(this);
        var options = new SunoWaitOptions
        {
            Action = Action,
            PollingInterval = TimeSpan.FromSeconds(PollingIntervalSec),
            Timeout = TimeoutSec == 0 ? null : TimeSpan.FromSeconds(TimeoutSec),
        };
        try
        {
            foreach (SunoTaskResult result in ReadAll(
                stop => Client.WaitForTasksAsync(_unfinished, options, _progress, stop)))
            {
                Write(result);
            }
        }
        finally
        {
            _progress.Complete();
        }

        WarnOfSkipped();
    }

    private protected override void Add(SunoTaskReference reference)
    {
        // A completed task is not polled.
        if (reference.Source is PSObject { BaseObject: SunoTask { IsCompleted: true } task })
        {
            if (_finished.Add(KeyOf(reference)))
            {
                Write(task, reference.Columns);
            }

            return;
        }

        _unfinished.Add(WithConnection(reference));
    }

    private protected override void Flush()
    {
        base.Flush();
        _progress?.Flush();
    }

    private (string? Gateway, string TaskId) KeyOf(SunoTaskReference reference) =>
        (reference.Gateway ?? Client.Connection.Gateway, reference.TaskId);
}
