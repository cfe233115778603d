using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Shows how a wait stands; what comes from other threads is written by the pipeline thread.</summary>
internal sealed class WaitProgressBar(PSCmdlet cmdlet) : IProgress<SunoWaitProgress>
{
    private const int ActivityId = 1;
    private const string Activity = "Waiting for Suno tasks";

    private readonly object _lock = new();
    private SunoWaitProgress? _news;
    private string? _lastFault;
    private bool _isShown;

    void IProgress<SunoWaitProgress>.Report(SunoWaitProgress value)
    {
        lock (_lock)
        {
            _news = value;
        }
    }

    /// <summary>Writes the newest state, and a warning when asking begins to fail.</summary>
    public void Flush()
    {
        SunoWaitProgress? news;
        lock (_lock)
        {
            news = _news;
            _news = null;
        }

        if (news is not { } progress)
        {
            return;
        }

        if (progress.Fault is not null && _lastFault is null)
        {
            DebugSafe.WriteWarning(cmdlet, $"Some tasks could not be asked for, and are asked for again: {progress.Fault}");
        }

        _lastFault = progress.Fault;
        int waiting = progress.Total - progress.Succeeded - progress.Failed;
        if (waiting == 0 && !_isShown)
        {
            // All was done at the first look: a bar would only flash.
            return;
        }

        string status = $"{progress.Succeeded} done, {progress.Failed} failed, {waiting} to go" + (progress.MeanProgress is { } mean ? $" ({mean}% on average)" : "");
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, Activity, status)
        {
            PercentComplete = (int)(progress.Fraction * 100),
            SecondsRemaining = progress.Remaining is { } remaining ? (int)Math.Min(Math.Ceiling(remaining.TotalSeconds), int.MaxValue) : -1,
        });
        _isShown = true;
    }

    /// <summary>Takes the bar away.</summary>
    public void Complete()
    {
        if (_isShown)
        {
            _isShown = false;
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
