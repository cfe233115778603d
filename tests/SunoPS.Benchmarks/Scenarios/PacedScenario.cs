namespace SunoPS.Benchmarks.Scenarios;

/// <summary>A gateway that allows a few requests a second, and as many at once.</summary>
internal static class PacedScenario
{
    private const int Count = 100;

    public static async Task<ScenarioReport> RunAsync(BenchmarkContext context)
    {
        await context.SetLatencyAsync(0);
        List<string[]> rows = [];
        List<Aim> aims = [];
        foreach (int perSecond in (int[])[10, 5])
        {
            await context.Gateway.PostAsync("reset", null);
            await context.Gateway.PostAsync("rate", new { perSecond });
            await using WorkerProcess suno = await context.StartScriptAsync("SunoPS");
            Cost cost = await suno.RunAsync("Single", Count);
            await context.Gateway.PostAsync("rate", new { perSecond = 0 });
            int requests = (await context.Gateway.GetAsync<GatewayStats>("stats")).Requests;
            double least = (Count - perSecond) / (double)perSecond;
            rows.Add(
            [
                perSecond.ToString(CultureInfo.InvariantCulture), ScenarioReport.Print(cost.Items, "0"),
                ScenarioReport.Print(requests, "0"), ScenarioReport.Print(cost.WallMs / 1000, "0.0"),
                ScenarioReport.Print(least, "0.0"),
            ]);
            aims.Add(new Aim($"requests a task, {perSecond} a second", requests / (double)Count, 2, "0.00"));
        }

        return new ScenarioReport()
            .Table(["allowed a second", "tasks", "requests", "wall, s", "least possible, s"], rows)
            .Aims([.. aims]);
    }

    private sealed record GatewayStats(int Requests);
}
