namespace SunoPS.Client.Tests.Waits;

public sealed class RemainingTimeTests
{
    private readonly ManualTime _time = new();
    private readonly RemainingTime _remaining = new();

    public static TheoryData<double[]> Waits =>
    [
        new double[] { 0.9, 0.9, 0.901, 0.902, 0.99, 0.991 },
        new double[] { 0.5, 0.51, 0.95, 0.951, 0.952, 0.999 },
        new double[] { 0, 0, 0, 0.3, 0.7, 0.71, 0.71, 0.71, 0.99 },
        new double[] { 0.1, 0.6, 0.2, 0.9, 0.9, 0.9, 0.1 },
        new double[] { 0, 0.000001, 0.9 },
    ];

    [Fact]
    public void A_steady_wait_has_an_estimate()
    {
        Assert.Null(After(0.2));
        for (double fraction = 0.3; fraction < 0.95; fraction += 0.1)
        {
            Assert.Equal((1 - fraction) / 0.1 * 5, After(fraction)!.Value.TotalSeconds, 6);
        }
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public void It_does_not_jump_from_one_round_to_the_next(double[] fractions)
    {
        double[] shown = [.. fractions.Select(After).OfType<TimeSpan>().Select(time => time.TotalSeconds)];

        Assert.True(shown.Length > 1);
        Assert.All(shown.Zip(shown.Skip(1)), pair => Assert.InRange(pair.Second / pair.First, 0.333, 3.001));
    }

    [Fact]
    public void Tasks_that_completed_before_the_wait_do_not_count_for_the_speed()
    {
        Assert.Null(After(0.9));
        Assert.Null(After(0.9));
        Assert.NotNull(After(0.95));
        Assert.Null(After(1));
    }

    [Fact]
    public void A_wait_for_nothing_is_complete() =>
        Assert.Equal(1, new SunoWaitProgress(0, 0, 0, 0, MeanProgress: null, Remaining: null, Fault: null).Fraction);

    /// <summary>Adds a round, five seconds after the previous one.</summary>
    private TimeSpan? After(double fraction)
    {
        TimeSpan elapsed = _time.GetElapsedTime(new ManualTime().GetTimestamp());
        _time.Advance(TimeSpan.FromSeconds(5));
        return _remaining.After(elapsed, fraction);
    }
}
