namespace SunoPS.Benchmarks;

/// <summary>The cost of one run for its process.</summary>
/// <param name="AllocatedMiB">Allocated memory, live or not.</param>
/// <param name="PeakMiB">Peak memory of the process during the run, above its idle memory.</param>
/// <param name="Items">Number of output objects.</param>
internal sealed record Cost(double WallMs, double ProcessorMs, double AllocatedMiB, double PeakMiB, int Items);

/// <summary>The runs of one contender: the median of each figure.</summary>
/// <param name="name">The name in tables.</param>
internal sealed class CostSeries(string name)
{
    private readonly List<Cost> _runs = [];

    public string Name => name;

    public double Wall => Median(_runs.Select(cost => cost.WallMs));

    public double Processor => Median(_runs.Select(cost => cost.ProcessorMs));

    public double Allocated => Median(_runs.Select(cost => cost.AllocatedMiB));

    public double Peak => Median(_runs.Select(cost => cost.PeakMiB));

    /// <summary>The minimum and maximum elapsed times.</summary>
    public (double Least, double Most) WallRange => (_runs.Min(cost => cost.WallMs), _runs.Max(cost => cost.WallMs));

    public void Add(Cost cost) => _runs.Add(cost);

    /// <summary>Returns the median; the mean of the two middle values if their number is even.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
