namespace SunoPS.Benchmarks;

/// <summary>The runs of one contender.</summary>
/// <param name="name">The name in tables.</param>
internal sealed class CostSeries(string name)
{
    private readonly List<Cost> _runs = [];

    public string Name => name;

    public double Wall => Median(cost => cost.WallMs);

    public double Processor => Median(cost => cost.ProcessorMs);

    public double Allocated => Median(cost => cost.AllocatedMiB);

    public double Peak => Median(cost => cost.PeakMiB);

    public void Add(Cost cost) => _runs.Add(cost);

    /// <summary>Returns the median of a figure; the mean of the two middle values if their number is even.</summary>
    public double Median(Func<Cost, double> figure) => Statistics.Median(_runs.Select(figure));

    /// <summary>The minimum and maximum elapsed times.</summary>
    public (double Least, double Most) WallRange => (_runs.Min(cost => cost.WallMs), _runs.Max(cost => cost.WallMs));
}
