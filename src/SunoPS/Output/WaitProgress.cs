namespace SunoPS.Commands;

/// <summary>The progress of a wait. Receives reports on any thread; the pipeline thread reads them.</summary>
internal sealed class WaitProgress(SunoCommand command) : IProgress<SunoWaitProgress>
{
    private SunoWaitProgress? _latest;
    private string? _lastFault;
    private bool _isSlow;

    void IProgress<SunoWaitProgress>.Report(SunoWaitProgress value) => Volatile.Write(ref _latest, value);

    /// <summary>Takes the newest state, and warns when polling starts to fail.</summary>
    public (string Status, double? Fraction)? Take()
    {
        if (Interlocked.Exchange(ref _latest, null) is not { } progress)
        {
            return null;
        }

        if (progress.Fault is not null && _lastFault is null)
        {
            command.Warn($"Polling failed for some tasks; retrying: {progress.Fault}");
        }

        _lastFault = progress.Fault;

        // If all tasks completed in the first round, a bar would only flash.
        _isSlow |= progress.Running > 0;
        string notFound = progress.NotFound > 0 ? $", {progress.NotFound} not found" : "";
        string mean = progress.MeanProgress is { } percent ? $" ({percent}% on average)" : "";
        return !_isSlow ? null : (
            $"{progress.Succeeded} done, {progress.Failed} failed{notFound}, {progress.Running} to go{mean}",
            progress.Fraction);
    }
}
