namespace SunoPS.Benchmarks.Scenarios;

/// <summary>Submissions with and without the journal, in one process in turn.</summary>
internal static class JournalScenario
{
    private const int LatencyMilliseconds = 20;
    private const int Count = 800;

    public static async Task<ScenarioReport> RunAsync(BenchmarkContext context)
    {
        await context.SetLatencyAsync(LatencyMilliseconds);
        await using WorkerProcess suno = await context.StartScriptAsync("SunoPS");
        CostSeries[] series = await Contest.RunAsync(
            2 * context.Rounds, Count, ("without the journal", suno, "Submit"),
            ("with the journal", suno, "SubmitWithJournal"));
        return new ScenarioReport()
            .Paragraph($"A gateway that waits {LatencyMilliseconds} ms:")
            .Costs(series)
            .Aims(new Aim("wall, times that without the journal", series[1].Wall / series[0].Wall, 1.05, "0.000"));
    }
}
