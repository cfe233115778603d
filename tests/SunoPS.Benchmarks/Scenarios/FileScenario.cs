namespace SunoPS.Benchmarks.Scenarios;

/// <summary>10,000 tasks to a CSV file of their clips, and the share of <c>Export-Csv</c>.</summary>
internal static class FileScenario
{
    private const int Count = 10_000;
    private const int LatencyMilliseconds = 20;

    public static async Task<ScenarioReport> RunAsync(BenchmarkContext context)
    {
        await using WorkerProcess suno = await context.StartScriptAsync("SunoPS");
        await using WorkerProcess keeper = await context.StartScriptAsync("SunoPS");
        await using WorkerProcess loop = await context.StartScriptAsync("Loop");
        await using WorkerProcess parallel = await context.StartScriptAsync("Parallel");
        await context.SetLatencyAsync(LatencyMilliseconds);
        await keeper.RunAsync("Keep", Count);
        CostSeries[] series = await Contest.RunAsync(
            context.Rounds,
            Count,
            ("`Export-Csv` alone, of clips that are there", keeper, "Export"),
            ("SunoPS", suno, "File"),
            ("loop", loop, "File"),
            ("parallel loop", parallel, "File"));
        return new ScenarioReport().Paragraph($"A gateway that waits {LatencyMilliseconds} ms:").Costs(series);
    }
}
