using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Waits until tasks are done, and gives each when it is.</summary>
[Cmdlet(VerbsLifecycle.Wait, "SunoTask")]
[OutputType(typeof(SunoTask), typeof(SunoClip))]
public sealed class WaitSunoTaskCommand : SunoTaskOutputCommand
{
    private readonly List<string> _unfinished = [];
    private readonly HashSet<string> _finished = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _actions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);
    private WaitProgressBar? _progressBar;
    private string? _givenAction;

    /// <summary>The tasks themselves, where tasks come from the pipeline: one that is done already is not asked for again.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public SunoTask? InputObject { get; set; }

    /// <summary>A name of your own for the task, as <c>Submit-SunoMusic -Name</c> gives it; the task bears it as its property <c>Name</c>.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, DontShow = true)]
    public string? Name { get; set; }

    /// <summary>The kind of task to ask for, such as <c>MUSIC</c> or <c>LYRICS</c>; that of a task from the pipeline, or the gateway's default, where not given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ActionCompleter))]
    public string? Action { get; set; }

    /// <summary>The longest wait, in seconds; without end where not given.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; }

    /// <summary>The time between two rounds of asking, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3_600)]
    public int PollingIntervalSec { get; set; } = (int)new SunoWaitOptions().PollingInterval.TotalSeconds;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();

        // Before the first row: what is here now is for all of them.
        _givenAction = Action;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is { IsCompleted: true } done && TaskId is [{ } id] && id == done.TaskId)
        {
            if (_finished.Add(id))
            {
                Write(done);
            }

            return;
        }

        foreach (string? taskId in TaskId ?? [null])
        {
            _unfinished.Add(taskId ?? "");
            _actions[taskId ?? ""] = Action;
            if (Name is not null)
            {
                _names[taskId ?? ""] = Name;
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _unfinished.RemoveAll(_finished.Contains);
        _progressBar = new WaitProgressBar(this);
        var options = new SunoWaitOptions
        {
            Action = _givenAction,
            Actions = _actions,
            PollingInterval = TimeSpan.FromSeconds(PollingIntervalSec),
            Timeout = TimeoutSec == 0 ? null : TimeSpan.FromSeconds(TimeoutSec),
        };
        if (_unfinished.Count > 0)
        {
            IAsyncEnumerator<SunoTaskResult> results = Client.WaitForTasksAsync(_unfinished, options, _progressBar, StopToken).GetAsyncEnumerator(StopToken);
            try
            {
                while (WaitFor(results.MoveNextAsync()))
                {
                    Write(results.Current);
                }
            }
            finally
            {
                _progressBar.Complete();
            }
        }

        WarnOfTasksWithoutClips();
    }

    private protected override object Decorate(SunoTask task) => NamedTask.Of(task, _names.GetValueOrDefault(task.TaskId));

    private protected override void Flush()
    {
        base.Flush();
        _progressBar?.Flush();
    }
}
