using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// A progress bar that appears only if a command takes some time, and disappears at its end. For the pipeline thread.
/// </summary>
/// <param name="cmdlet">The command that writes the bar.</param>
/// <param name="activity">The activity, such as "Fetching Suno tasks".</param>
/// <param name="delay">The time before the bar appears.</param>
internal sealed class ProgressBar(Cmdlet cmdlet, string activity, TimeSpan delay)
{
    private const int ActivityId = 1;
    private const int IntervalMilliseconds = 1_000;

    private long _next = Environment.TickCount64 + (long)delay.TotalMilliseconds;

    /// <summary>True while the bar is on the screen.</summary>
    public bool IsShown { get; private set; }

    /// <summary>True when the bar is due to be written.</summary>
    public bool IsDue => Environment.TickCount64 >= _next;

    /// <summary>Writes the bar.</summary>
    /// <param name="status">The status text.</param>
    /// <param name="fraction">The completed fraction, 0 to 1; null if unknown.</param>
    /// <param name="remaining">The remaining time; null if unknown.</param>
    public void Show(string status, double? fraction = null, TimeSpan? remaining = null)
    {
        _next = Environment.TickCount64 + IntervalMilliseconds;
        IsShown = true;
        cmdlet.WriteProgress(new ProgressRecord(ActivityId, activity, ShownText.Line(status))
        {
            PercentComplete = fraction is { } done ? (int)(done * 100) : -1,
            SecondsRemaining =
                remaining is { } left ? (int)Math.Min(Math.Ceiling(left.TotalSeconds), int.MaxValue) : -1,
        });
    }

    /// <summary>Removes the bar.</summary>
    public void Complete()
    {
        if (IsShown)
        {
            IsShown = false;
            cmdlet.WriteProgress(
                new ProgressRecord(ActivityId, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
