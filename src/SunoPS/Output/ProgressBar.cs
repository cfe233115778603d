namespace SunoPS.Commands;

/// <summary>
/// A progress bar that appears only if a command takes some time, and disappears at its end. For the pipeline thread.
/// </summary>
/// <param name="cmdlet">The command that writes the bar.</param>
/// <param name="activity">The activity, such as "Fetching Suno tasks".</param>
/// <param name="delaySec">The time before the bar appears, in seconds.</param>
internal abstract class ProgressBar(Cmdlet cmdlet, string activity, int delaySec = 2)
{
    private long _next = Environment.TickCount64 + (delaySec * 1_000L);
    private (long Time, double Fraction)? _first;

    protected bool IsShown { get; private set; }

    /// <summary>True once a second.</summary>
    protected bool IsDue => Environment.TickCount64 >= _next;

    /// <summary>Writes the newest state if it is due.</summary>
    public abstract void Show();

    /// <summary>Writes the bar.</summary>
    /// <param name="status">The status text.</param>
    /// <param name="fraction">The completed fraction, 0 to 1; null if unknown.</param>
    protected void Show(string status, double? fraction = null)
    {
        long now = Environment.TickCount64;
        _next = now + 1_000;
        IsShown = true;
        var bar = new ProgressRecord(1, activity, ShownText.Line(status));
        if (fraction is { } done)
        {
            bar.PercentComplete = (int)(done * 100);

            // From the mean speed since the bar appeared.
            _first ??= (now, done);
            double speed = (done - _first.Value.Fraction) / Math.Max(1, now - _first.Value.Time);
            bar.SecondsRemaining = speed > 0 && done < 1
                ? (int)Math.Min(Math.Ceiling((1 - done) / speed / 1000), int.MaxValue)
                : -1;
        }

        cmdlet.WriteProgress(bar);
    }

    public void Complete()
    {
        if (IsShown)
        {
            IsShown = false;
            cmdlet.WriteProgress(new ProgressRecord(1, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
