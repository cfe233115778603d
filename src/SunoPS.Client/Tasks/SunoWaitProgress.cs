namespace SunoPS;

/// <summary>The progress of a wait after a round of polling.</summary>
/// <param name="Total">Number of tasks.</param>
/// <param name="Succeeded">Number of tasks that succeeded.</param>
/// <param name="Failed">Number of tasks that failed or could not be fetched.</param>
/// <param name="NotFound">Number of tasks that the gateway does not know.</param>
/// <param name="MeanProgress">The mean progress of running tasks, in percent; null if none reports it.</param>
/// <param name="Fault">Why the last round failed, wholly or in part; null if it did not.</param>
public sealed record SunoWaitProgress(
    int Total, int Succeeded, int Failed, int NotFound, int? MeanProgress, string? Fault)
{
    /// <summary>The completed fraction, 0 to 1, including the progress of running tasks.</summary>
    public double Fraction => (Total - Running + ((MeanProgress ?? 0) / 100.0 * Running)) / Total;

    /// <summary>Number of tasks that have not completed.</summary>
    public int Running => Total - Succeeded - Failed - NotFound;
}
