namespace SunoPS.Benchmarks.Scenarios;

/// <summary>10,000 tasks in batches of 100.</summary>
internal static class BatchScenario
{
    private const int Count = 10_000;

    public static async Task<ScenarioReport> RunAsync(BenchmarkContext context)
    {
        await using WorkerProcess suno = await context.StartScriptAsync("SunoPS");
        await using WorkerProcess loop = await context.StartScriptAsync("Loop");
        await using WorkerProcess parallel = await context.StartScriptAsync("Parallel");
        await using WorkerProcess wideParallel = await context.StartScriptAsync("WideParallel");
        await using WorkerProcess floor = await context.StartFloorAsync();
        var report = new ScenarioReport();
        foreach (int latency in (int[])[20, 0])
        {
            await context.SetLatencyAsync(latency);
            CostSeries[] series = await Contest.RunAsync(
                context.Rounds,
                Count,
                ("floor", floor, "Batch"),
                ("SunoPS", suno, "Batch"),
                ("loop", loop, "Batch"),
                ("parallel loop", parallel, "Batch"),
                ($"parallel loop, {BenchmarkContext.ThrottleLimit} at once", wideParallel, "Batch"));
            report.Paragraph($"A gateway that waits {latency} ms:").Costs(series);
            if (latency > 0)
            {
                report.Aims(
                    new Aim("wall, times the floor", series[1].Wall / series[0].Wall, 1.3, "0.00"),
                    new Aim("wall, part of the loop", series[1].Wall / series[2].Wall, 1 / 10.0, "0.000"),
                    new Aim("wall, part of the parallel loop", series[1].Wall / series[3].Wall, 1 / 5.0, "0.000"),
                    new Aim(
                        "processor time, part of the loop", series[1].Processor / series[2].Processor, 1 / 5.0,
                        "0.000"));
            }
        }

        return report;
    }
}
