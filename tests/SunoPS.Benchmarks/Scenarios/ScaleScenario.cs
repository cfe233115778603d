using SunoPS.Gateway;
using SunoPS.Shared;

namespace SunoPS.Benchmarks.Scenarios;

/// <summary>1,000 to 1,000,000 tasks, streamed and discarded, each in a new process.</summary>
internal static class ScaleScenario
{
    private const int MostRounds = 5;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
    private static readonly int[] Counts = [1_000, 10_000, 100_000, 1_000_000];

    public static async Task<ScenarioReport> RunAsync(BenchmarkContext context)
    {
        await context.SetLatencyAsync(0);
        CostSeries[] series =
            [.. Counts.Select(count => new CostSeries(count.ToString("N0", CultureInfo.InvariantCulture)))];
        for (int round = 0; round < Math.Min(context.Rounds, MostRounds); round++)
        {
            for (int i = 0; i < Counts.Length; i++)
            {
                string line = await context.RunScriptAsync(
                    "Scale.ps1",
                    "-Module", RepositoryPaths.StagedModule, "-BaseUri", context.Gateway.BaseUri.AbsoluteUri, "-ApiKey",
                    LocalGatewayOptions.DefaultApiKey,
                    "-Count", Counts[i].ToString(CultureInfo.InvariantCulture));
                series[i].Add(JsonSerializer.Deserialize<Cost>(line, Options)!);
            }
        }

        double[] perTask = [.. series.Select((costs, index) => costs.Wall * 1000 / Counts[index])];
        return new ScenarioReport()
            .Table(
                [
                    "tasks", "wall, s", "µs a task", "processor µs a task", "peak memory over idle, MiB",
                    "allocated a task, KiB",
                ],
                series.Select((costs, index) => new[]
                {
                    costs.Name,
                    ScenarioReport.Print(costs.Wall / 1000, "0.00"),
                    ScenarioReport.Print(perTask[index], "0.0"),
                    ScenarioReport.Print(costs.Processor * 1000 / Counts[index], "0.0"),
                    ScenarioReport.Print(costs.Peak, "0"),
                    ScenarioReport.Print(costs.Allocated * 1024 / Counts[index], "0.0"),
                }))
            .Aims(
                new Aim("time per task at 1,000,000, times that at 10,000", perTask[3] / perTask[1], 1.1, "0.00"),
                new Aim("peak memory over idle, MiB", series[3].Peak, 100, "0"));
    }
}
