namespace SunoPS.Benchmarks.Scenarios;

/// <summary>The first and the second run in a new process, as in scheduled scripts.</summary>
internal static class FreshScenario
{
    private const int LatencyMilliseconds = 20;
    private const int TaskCount = 10_000;
    private const int SingleCount = 200;

    private static readonly string[] Loops = ["Loop", "Parallel"];

    public static async Task<ScenarioReport> RunAsync(BenchmarkContext context)
    {
        await context.SetLatencyAsync(LatencyMilliseconds);
        var report = new ScenarioReport();
        await AddBatchAsync(report, context);
        await AddSingleAsync(report, context);
        await AddFileAsync(report, context);
        return report;
    }

    private static async Task AddBatchAsync(ScenarioReport report, BenchmarkContext context)
    {
        FreshSeries floor = new("floor", context.StartFloorAsync, "Batch", "Batch");
        FreshSeries suno = new("SunoPS", () => context.StartScriptAsync("SunoPS"), "Batch", "Batch");
        FreshSeries loop = new("loop", () => context.StartScriptAsync("Loop"), "Batch");
        FreshSeries parallel = new("parallel loop", () => context.StartScriptAsync("Parallel"), "Batch");
        await RunAsync(context.Rounds, TaskCount, floor, suno, loop, parallel);
        report
            .Paragraph($"{TaskCount:N0} tasks in batches of 100, first run:")
            .Costs(floor.Runs[0], suno.Runs[0], loop.Runs[0], parallel.Runs[0])
            .Paragraph("Second run in the same process:")
            .Costs(floor.Runs[1], suno.Runs[1])
            .Aims(
                Ratio("first run, wall, times the floor", suno.Runs[0].Wall, floor.Runs[0].Wall, 1.25),
                Ratio("first run, processor, times the floor", suno.Runs[0].Processor, floor.Runs[0].Processor, 1.5),
                Ratio("second run, wall, times the floor", suno.Runs[1].Wall, floor.Runs[1].Wall, 1.15),
                Ratio("second run, processor, times the floor", suno.Runs[1].Processor, floor.Runs[1].Processor, 1.5));
    }

    private static async Task AddSingleAsync(ScenarioReport report, BenchmarkContext context)
    {
        FreshSeries floor = new("floor", context.StartFloorAsync, "Single");
        FreshSeries suno = new("SunoPS", () => context.StartScriptAsync("SunoPS"), "Single");
        FreshSeries loop = new("loop", () => context.StartScriptAsync("Loop"), "Single");
        FreshSeries parallel = new("parallel loop", () => context.StartScriptAsync("Parallel"), "Single");
        await RunAsync(context.Rounds, SingleCount, floor, suno, loop, parallel);
        report
            .Paragraph($"{SingleCount} tasks, one request each, first run:")
            .Costs(floor.Runs[0], suno.Runs[0], loop.Runs[0], parallel.Runs[0]);
    }

    private static async Task AddFileAsync(ScenarioReport report, BenchmarkContext context)
    {
        FreshSeries floor = new("floor, without a file", context.StartFloorAsync, "Batch");
        FreshSeries export = new(
            "`Export-Csv` alone, of the same clips", () => context.StartScriptAsync("SunoPS"), "Keep", "Export");
        FreshSeries suno = new("SunoPS", () => context.StartScriptAsync("SunoPS"), "File");
        FreshSeries[] loops =
        [
            .. Loops.Select(loop => new FreshSeries(
                loop == "Loop" ? "loop" : "parallel loop", () => context.StartScriptAsync(loop), "File")),
        ];
        await RunAsync(context.Rounds, TaskCount, [floor, export, suno, .. loops]);
        report
            .Paragraph($"The clips of {TaskCount:N0} tasks to a CSV file, first run:")
            .Costs(floor.Runs[0], export.Runs[1], suno.Runs[0], loops[0].Runs[0], loops[1].Runs[0])
            .Aims(
                Ratio(
                    "wall, times `Export-Csv` alone and the floor", suno.Runs[0].Wall,
                    export.Runs[1].Wall + floor.Runs[0].Wall, 1.25));
    }

    /// <summary>Runs each contender in a separate process, in turn, round by round.</summary>
    private static async Task RunAsync(int rounds, int count, params FreshSeries[] contenders)
    {
        for (int round = 0; round < rounds; round++)
        {
            foreach (FreshSeries contender in contenders)
            {
                await contender.RunAsync(count);
            }
        }
    }

    private static Aim Ratio(string text, double value, double floor, double limit) =>
        new(text, value / floor, limit, "0.00");

    /// <summary>A contender that starts a process for each round.</summary>
    private sealed class FreshSeries(string name, Func<Task<WorkerProcess>> start, params string[] scenarios)
    {
        /// <summary>The costs of each scenario, in the order in which a process runs them.</summary>
        public CostSeries[] Runs { get; } = [.. scenarios.Select(_ => new CostSeries(name))];

        public async Task RunAsync(int count)
        {
            await using WorkerProcess worker = await start();
            for (int i = 0; i < scenarios.Length; i++)
            {
                Runs[i].Add(await worker.RunAsync(scenarios[i], count));
            }
        }
    }
}
