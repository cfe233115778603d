namespace SunoPS.Benchmarks;

/// <summary>Statistics of several runs.</summary>
internal static class Statistics
{
    /// <summary>Returns the median; the mean of the two middle values if their number is even.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
