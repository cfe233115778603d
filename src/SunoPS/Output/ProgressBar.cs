namespace SunoPS.Commands;

/// <summary>A progress bar that appears only if a command takes some time. For the pipeline thread.</summary>
internal abstract class ProgressBar(Cmdlet cmdlet, string activity, int delaySec = 2)
{
    private long _next = Environment.TickCount64 + (delaySec * 1_000L);
    private (long Time, double Fraction)? _first;

    protected bool IsShown { get; private set; }

    /// <summary>True once a second.</summary>
    protected bool IsDue => Environment.TickCount64 >= _next;

    /// <summary>Writes the newest state if it is due.</summary>
    public abstract void Show();

    /// <summary>Writes the bar; the fraction is null if it is unknown.</summary>
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
            bar.SecondsRemaining = speed > 0 && done < 1 ? (int)Math.Min((1 - done) / speed / 1000, 1e6) + 1 : -1;
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
