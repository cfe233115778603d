using System.Management.Automation;

namespace SunoPS.Runspace;

/// <summary>Shows how far fetching is, once it has taken a while.</summary>
/// <param name="cmdlet">The command that fetches.</param>
/// <param name="total">How many ids there are; null where they still come in.</param>
internal sealed class FetchProgressBar(Cmdlet cmdlet, int? total)
{
    private const int ActivityId = 1;
    private const string Activity = "Fetching Suno tasks";
    private const int FirstMilliseconds = 2_000;
    private const int IntervalMilliseconds = 250;

    private readonly long _start = Environment.TickCount64;
    private long _next = Environment.TickCount64 + FirstMilliseconds;
    private int _fetched;
    private int _failed;
    private bool _isShown;

    /// <summary>Counts a result.</summary>
    public void Count(SunoTaskResult result)
    {
        _ = result.Task is null ? _failed++ : _fetched++;
        Show();
    }

    /// <summary>Writes the state if it is time to.</summary>
    public void Show()
    {
        long now = Environment.TickCount64;
        if (now < _next)
        {
            return;
        }

        _next = now + IntervalMilliseconds;
        _isShown = true;
        int done = _fetched + _failed;
        var record = new ProgressRecord(ActivityId, Activity, total is null ? $"{_fetched} fetched, {_failed} failed" : $"{_fetched} of {total} fetched, {_failed} failed");
        if (total > 0 && done > 0)
        {
            record.PercentComplete = (int)Math.Min(100, 100L * done / total.Value);
            record.SecondsRemaining = (int)Math.Min(int.MaxValue, (now - _start) * Math.Max(0L, total.Value - done) / done / 1000);
        }

        cmdlet.WriteProgress(record);
    }

    /// <summary>Takes the bar away.</summary>
    public void Complete()
    {
        if (_isShown)
        {
            cmdlet.WriteProgress(new ProgressRecord(ActivityId, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
