namespace SunoPS.Commands;

/// <summary>Shows the progress of a wait. Receives reports on any thread; the pipeline thread writes them.</summary>
internal sealed class WaitProgress(PSCmdlet cmdlet)
    : ProgressBar(cmdlet, "Waiting for Suno tasks", delaySec: 0), IProgress<SunoWaitProgress>
{
    private SunoWaitProgress? _latest;
    private string? _lastFault;

    void IProgress<SunoWaitProgress>.Report(SunoWaitProgress value) => Volatile.Write(ref _latest, value);

    /// <summary>Writes the newest state, and a warning when polling starts to fail.</summary>
    public override void Show()
    {
        if (Interlocked.Exchange(ref _latest, null) is not { } progress)
        {
            return;
        }

        if (progress.Fault is not null && _lastFault is null)
        {
            DebugSafe.WriteWarning(cmdlet, $"Polling failed for some tasks; retrying: {progress.Fault}");
        }

        _lastFault = progress.Fault;

        // If all tasks completed in the first round, a bar would only flash.
        if (progress.Running > 0 || IsShown)
        {
            string notFound = progress.NotFound > 0 ? $", {progress.NotFound} not found" : "";
            string mean = progress.MeanProgress is { } percent ? $" ({percent}% on average)" : "";
            Show(
                $"{progress.Succeeded} done, {progress.Failed} failed{notFound}, {progress.Running} to go{mean}",
                progress.Fraction);
        }
    }
}
