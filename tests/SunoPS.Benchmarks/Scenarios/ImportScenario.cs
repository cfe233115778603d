using SunoPS.Gateway;
using SunoPS.Shared;

namespace SunoPS.Benchmarks.Scenarios;

/// <summary>The import and the first command in new processes, in comparison with other modules.</summary>
internal static class ImportScenario
{
    private const int Rounds = 15;

    /// <summary>A binary module that every PowerShell 7 has.</summary>
    private const string KnownModule = "Microsoft.PowerShell.PSResourceGet";

    public static async Task<ScenarioReport> RunAsync(BenchmarkContext context)
    {
        await context.SetLatencyAsync(0);
        await context.RunScriptAsync("New-EmptyModule.ps1", "-Folder", context.Folder);
        string emptyModule = Path.Combine(context.Folder, "Empty.psd1");
        var others = new List<(string Module, List<double> Times)> { (emptyModule, []), (KnownModule, []) };
        others.AddRange(context.Options.Modules.Select(module => (module, new List<double>())));
        List<double> import = [];
        List<double> first = [];
        List<double> second = [];

        // The first run of each only warms the caches of the machine.
        for (int round = 0; round <= Rounds; round++)
        {
            foreach ((string module, List<double> durations) in others)
            {
                double duration = (await RunAsync(context, "-Module", module))[0];
                if (round > 0)
                {
                    durations.Add(duration);
                }
            }

            double[] times = await RunAsync(
                context, "-Module", RepositoryPaths.StagedModule, "-BaseUri", context.Gateway.BaseUri.AbsoluteUri,
                "-ApiKey", LocalGatewayOptions.DefaultApiKey);
            if (round > 0)
            {
                import.Add(times[0]);
                first.Add(times[1]);
                second.Add(times[2]);
            }
        }

        return new ScenarioReport()
            .Table(
                ["", "median, ms", "range"],
                [
                    Row("import of SunoPS", import),
                    .. others.Select(other => Row(
                        $"import of {Path.GetFileName(other.Module).Replace(".psd1", "")}", other.Times)),
                    Row("first `Get-SunoTask`", first),
                    Row("second `Get-SunoTask`", second),
                ])
            .Aims(
                new Aim(
                    "import, times that of the fastest known module",
                    CostSeries.Median(import) / others.Skip(1).Min(other => CostSeries.Median(other.Times)), 1, "0.00"),
                new Aim(
                    "first command over the second, ms", CostSeries.Median(first) - CostSeries.Median(second), 40,
                    "0"));
    }

    private static async Task<double[]> RunAsync(BenchmarkContext context, params string[] arguments) =>
        [
            .. (await context.RunScriptAsync("Import.ps1", arguments)).Split(' ').Select(
                word => double.Parse(word, CultureInfo.InvariantCulture)),
        ];

    private static string[] Row(string name, List<double> times) =>
        [
            name,
            ScenarioReport.Print(CostSeries.Median(times), "0.0"),
            $"{ScenarioReport.Print(times.Min(), "0")}–{ScenarioReport.Print(times.Max(), "0")}",
        ];
}
