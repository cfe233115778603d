namespace SunoPS;

/// <summary>The progress of a wait after a round of polling.</summary>
internal sealed record SunoWaitProgress(
    int Total, int Succeeded, int Failed, int NotFound, int? MeanProgress, string? Fault)
{
    /// <summary>The completed fraction, 0 to 1, including the progress of running tasks.</summary>
    public double Fraction => (Total - Running + ((MeanProgress ?? 0) / 100.0 * Running)) / Total;

    /// <summary>Number of tasks that have not completed.</summary>
    public int Running => Total - Succeeded - Failed - NotFound;
}
