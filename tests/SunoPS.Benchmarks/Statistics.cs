namespace SunoPS.Benchmarks;

/// <summary>What is told of several runs.</summary>
internal static class Statistics
{
    /// <summary>The value in the middle; the mean of the two in the middle where their number is even.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
