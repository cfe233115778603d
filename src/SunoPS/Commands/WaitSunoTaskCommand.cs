using System.Management.Automation;
using SunoPS.Runspace;

namespace SunoPS.Commands;

/// <summary>Waits until tasks are done, and gives each when it is.</summary>
[Cmdlet(VerbsLifecycle.Wait, "SunoTask")]
[OutputType(typeof(SunoTask), typeof(SunoClip))]
public sealed class WaitSunoTaskCommand : SunoTaskOutputCommand
{
    private readonly List<string> _unfinished = [];
    private readonly HashSet<string> _finished = new(StringComparer.Ordinal);
    private WaitProgressBar? _progressBar;

    /// <summary>The tasks themselves, where tasks come from the pipeline: one that is done already is not asked for again.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public SunoTask? InputObject { get; set; }

    /// <summary>The kind of task to ask for, such as <c>MUSIC</c> or <c>LYRICS</c>; the gateway's default where not given.</summary>
    [Parameter]
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
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _unfinished.RemoveAll(_finished.Contains);
        _progressBar = new WaitProgressBar(this);
        var options = new SunoWaitOptions
        {
            Action = Action,
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

    private protected override void Flush()
    {
        base.Flush();
        _progressBar?.Flush();
    }
}
