using System.Globalization;
using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Shows how far saving is, once it has taken a while: files, bytes and rate of all downloads together.</summary>
internal sealed class SaveProgressBar(Cmdlet cmdlet)
{
    private const int ActivityId = 1;
    private const string Activity = "Saving Suno clips";
    private const int FirstMilliseconds = 2_000;
    private const int IntervalMilliseconds = 250;

    /// <summary>The rate is that of this much time, so that it follows the network.</summary>
    private const int RateMilliseconds = 5_000;

    private readonly Queue<(long Time, long Bytes)> _samples = new();
    private long _next = Environment.TickCount64 + FirstMilliseconds;
    private bool _isShown;

    /// <summary>True once all files are known, so that a share of them can be told.</summary>
    public bool IsTotalKnown { get; set; }

    /// <summary>Writes the state if it is time to.</summary>
    public void Show(SunoMediaProgress progress)
    {
        long now = Environment.TickCount64;
        if (now < _next)
        {
            return;
        }

        _next = now + IntervalMilliseconds;
        _isShown = true;
        _samples.Enqueue((now, progress.Bytes));
        while (_samples.Peek().Time < now - RateMilliseconds)
        {
            _samples.Dequeue();
        }

        int done = progress.Saved + progress.Failed;
        (long time, long bytes) = _samples.Peek();
        double rate = now > time ? (progress.Bytes - bytes) * 1000.0 / (now - time) : 0;
        string of = IsTotalKnown ? $" of {progress.Files}" : "";
        string status = string.Create(
            CultureInfo.InvariantCulture,
            $"{progress.Saved}{of} files, {progress.Failed} failed, {progress.Bytes / (1024 * 1024.0):0.0} MiB, {rate / (1024 * 1024.0):0.0} MiB/s");
        var record = new ProgressRecord(ActivityId, Activity, status);
        if (IsTotalKnown && progress.Files > 0)
        {
            record.PercentComplete = (int)(100L * done / progress.Files);
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
