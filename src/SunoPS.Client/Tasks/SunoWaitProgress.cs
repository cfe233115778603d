namespace SunoPS;

/// <summary>How a wait stands after a round of asking.</summary>
/// <param name="Total">The tasks that are waited for, done or not.</param>
/// <param name="Succeeded">Those that are done, with a result.</param>
/// <param name="Failed">Those that failed, or could not be fetched.</param>
/// <param name="NotFound">Those that the gateway does not know.</param>
/// <param name="MeanProgress">The mean percentage of those still running; null if none tells.</param>
/// <param name="Remaining">The estimated time left; null if unknown.</param>
/// <param name="Fault">Why the last round failed in part or as a whole; null if it did not.</param>
public readonly record struct SunoWaitProgress(
    int Total, int Succeeded, int Failed, int NotFound, int? MeanProgress, TimeSpan? Remaining, string? Fault)
{
    /// <summary>The share that is done, 0 to 1, those still running counted by their progress.</summary>
    public double Fraction =>
        Total == 0 ? 1 : (Total - Running + ((MeanProgress ?? 0) / 100.0 * Running)) / Total;

    /// <summary>The tasks that are still waited for.</summary>
    public int Running => Total - Succeeded - Failed - NotFound;
}
