using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Waits for tasks, and outputs each as it completes.</summary>
[Cmdlet(VerbsLifecycle.Wait, "SunoTask", DefaultParameterSetName = TaskSet)]
[OutputType(typeof(SunoTask), ParameterSetName = [TaskSet])]
[OutputType(typeof(SunoClip), ParameterSetName = [ClipSet])]
public sealed class WaitSunoTaskCommand : TaskCommand
{
    private readonly List<string> _unfinished = [];
    private readonly HashSet<string> _finished = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _actions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);
    private WaitProgress? _progress;
    private string? _givenAction;

    /// <summary>
    /// The name of the task from <c>Submit-SunoMusic -Name</c>; the output has it as property <c>Name</c>.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? Name { get; set; }

    /// <inheritdoc cref="GetSunoTaskBatchCommand.Action"/>
    [Parameter(ValueFromPipelineByPropertyName = true)]
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
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // An action that is set before the first record applies to all records.
        _givenAction = Action;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // A completed task is not polled.
        if (InputObject?.BaseObject is SunoTask { IsCompleted: true } completed)
        {
            if (_finished.Add(completed.TaskId))
            {
                Write(completed);
            }

            return;
        }

        foreach (string taskId in RecordIds)
        {
            _unfinished.Add(taskId);
            _actions[taskId] = Action;
            if (Name is not null)
            {
                _names[taskId] = Name;
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _unfinished.RemoveAll(_finished.Contains);
        _progress = new WaitProgress(this);
        var options = new SunoWaitOptions
        {
            Action = _givenAction,
            Actions = _actions,
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

    private protected override object Decorate(SunoTask task) =>
        NamedTask.Of(task, _names.GetValueOrDefault(task.TaskId));

    private protected override void Flush()
    {
        base.Flush();
        _progress?.Flush();
    }
}
