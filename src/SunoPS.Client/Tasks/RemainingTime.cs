namespace SunoPS;

/// <summary>Estimates the remaining time of a wait from the completed fraction after each round.</summary>
/// <remarks>
/// The speed is smoothed exponentially, and each estimate is between a third and three times the previous one, because
/// a single round says little about the next.
/// </remarks>
internal sealed class RemainingTime
{
    /// <summary>The weight of the newest round in the smoothed speed.</summary>
    private const double Weight = 0.3;

    private const double MostChange = 3;

    private (double Seconds, double Fraction)? _last;
    private double? _speed;
    private double? _estimate;

    /// <summary>Estimates the remaining time after a round.</summary>
    /// <param name="elapsed">The time since the start of the wait.</param>
    /// <param name="fraction">The completed fraction, 0 to 1.</param>
    /// <returns>The estimate; null before any progress between two rounds, and after completion.</returns>
    public TimeSpan? After(TimeSpan elapsed, double fraction)
    {
        // Tasks that completed before the wait do not count for the speed.
        if (_last is { } last && elapsed.TotalSeconds > last.Seconds)
        {
            double speed = Math.Max(0, fraction - last.Fraction) / (elapsed.TotalSeconds - last.Seconds);
            _speed = _speed is { } before ? (Weight * speed) + ((1 - Weight) * before) : speed;
        }

        _last = (elapsed.TotalSeconds, fraction);
        if (fraction >= 1 || _speed is null or 0)
        {
            return null;
        }

        double estimate = Math.Max(1, (1 - fraction) / _speed.Value);
        _estimate = _estimate is { } shown
            ? Math.Min(Math.Max(estimate, shown / MostChange), shown * MostChange)
            : estimate;
        return TimeSpan.FromSeconds(Math.Min(_estimate.Value, int.MaxValue));
    }
}
