using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Shows how far fetching is, once it has taken a while.</summary>
/// <param name="cmdlet">The command that fetches.</param>
/// <param name="taskIds">The ids; null where they still come in.</param>
internal sealed class FetchProgressBar(Cmdlet cmdlet, IReadOnlyCollection<string?>? taskIds)
{
    private const int ActivityId = 1;
    private const string Activity = "Fetching Suno tasks";
    private const int FirstMilliseconds = 2_000;
    private const int IntervalMilliseconds = 250;

    private readonly long _start = Environment.TickCount64;
    private long _next = Environment.TickCount64 + FirstMilliseconds;
    private int? _total;
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

        // An id that comes again is fetched once. Counted here, because most commands are done before there is a bar.
        _total ??= taskIds?.Distinct(StringComparer.Ordinal).Count();
        int done = _fetched + _failed;
        var record = new ProgressRecord(ActivityId, Activity, _total is null ? $"{_fetched} fetched, {_failed} failed" : $"{_fetched} of {_total} fetched, {_failed} failed");
        if (_total is { } total && done > 0)
        {
            record.PercentComplete = (int)(100L * done / total);
            record.SecondsRemaining = (int)Math.Min(int.MaxValue, (now - _start) * (total - done) / done / 1000);
        }

        cmdlet.WriteProgress(record);
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
