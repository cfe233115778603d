namespace SunoPS.Commands;

/// <summary>
/// A progress bar that appears only if a command takes some time. For the pipeline thread. The state is null if there
/// is no new one, and its fraction if it is not known.
/// </summary>
internal sealed class ProgressBar(
    Cmdlet cmdlet, string activity, Func<(string Status, double? Fraction)?> stateOf, int delaySec = 2,
    int intervalSec = 1)
{
    private long _next = Environment.TickCount64 + (delaySec * 1_000L);
    private (long Time, double Fraction)? _first;
    private bool _isShown;

    /// <summary>Writes the newest state if it is due.</summary>
    public void Show()
    {
        long now = Environment.TickCount64;
        if (now < _next || stateOf() is not var (status, fraction))
        {
            return;
        }

        _next = now + (intervalSec * 1_000L);
        _isShown = true;
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
        if (_isShown)
        {
            _isShown = false;
            cmdlet.WriteProgress(new ProgressRecord(1, activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
