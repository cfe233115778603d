namespace SunoPS.Benchmarks.Scenarios;

/// <summary>
/// Lets contenders run in turn, round by round, so that what slows the machine down for a while strikes them alike.
/// </summary>
internal static class Contest
{
    /// <summary>Runs them.</summary>
    /// <param name="rounds">How often each, beside a first run that does not count.</param>
    /// <param name="count">How many ids.</param>
    /// <param name="contenders">Name, process and what it runs.</param>
    /// <returns>The costs of each, in the order given.</returns>
    public static async Task<CostSeries[]> RunAsync(
        int rounds, int count, params (string Name, WorkerProcess Worker, string Scenario)[] contenders)
    {
        CostSeries[] series = [.. contenders.Select(contender => new CostSeries(contender.Name))];
        foreach ((_, WorkerProcess worker, string scenario) in contenders)
        {
            await worker.RunAsync(scenario, count);
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
