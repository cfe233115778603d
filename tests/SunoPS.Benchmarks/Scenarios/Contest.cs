namespace SunoPS.Benchmarks.Scenarios;

/// <summary>
/// Runs contenders in turn, round by round, so that a temporary slowdown of the machine affects all of them.
/// </summary>
internal static class Contest
{
    /// <summary>Before it counts, each contender runs for so long that its code is compiled for good.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(4);

    /// <param name="contenders">The name, process and scenario of each contender.</param>
    public static async Task<CostSeries[]> RunAsync(
        int rounds, int count, params (string Name, WorkerProcess Worker, string Scenario)[] contenders)
    {
        CostSeries[] series = [.. contenders.Select(contender => new CostSeries(contender.Name))];
        foreach ((_, WorkerProcess worker, string scenario) in contenders)
        {
            long start = Stopwatch.GetTimestamp();
            do
            {
                await worker.RunAsync(scenario, count);
            }
            while (Stopwatch.GetElapsedTime(start) < WarmUp);
        }

        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                series[i].Add(await contenders[i].Worker.RunAsync(contenders[i].Scenario, count));
            }
        }

        return series;
    }
}
