namespace SunoPS.Benchmarks.Scenarios;

/// <summary>1,000 ids from the pipeline, with one request each.</summary>
internal static class SingleScenario
{
    private const int Count = 1_000;
    private const int LatencyMilliseconds = 20;

    public static async Task<ScenarioReport> RunAsync(BenchmarkContext context)
    {
        await using WorkerProcess suno = await context.StartScriptAsync("SunoPS");
        await using WorkerProcess loop = await context.StartScriptAsync("Loop");
        await using WorkerProcess floor = await context.StartFloorAsync();
        await context.SetLatencyAsync(LatencyMilliseconds);
        CostSeries[] series = await Contest.RunAsync(
            Math.Min(context.Rounds, 3), Count, ("floor", floor, "Single"), ("SunoPS", suno, "Single"),
            ("loop", loop, "Single"));
        return new ScenarioReport()
            .Paragraph($"A gateway that waits {LatencyMilliseconds} ms:")
            .Costs(series)
            .Aims(
                new Aim("wall, times the floor", series[1].Wall / series[0].Wall, 1.5, "0.00"),
                new Aim("wall, part of the loop", series[1].Wall / series[2].Wall, 1 / 4.0, "0.000"));
    }
}
