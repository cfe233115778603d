using System.Globalization;
using SunoPS.Benchmarks.Floor;
using SunoPS.Benchmarks.Scenarios;
using SunoPS.Shared;

namespace SunoPS.Benchmarks;

/// <summary>Measures the module in comparison with scripts without it, and with a minimal client.</summary>
internal static class Program
{
    private const int Measured = 0;
    private const int CouldNotMeasure = 1;
    private const int WrongArguments = 2;

    private static readonly IScenario[] Scenarios =
    [
        new FreshScenario(),
        new BatchScenario(),
        new SingleScenario(),
        new FileScenario(),
        new JournalScenario(),
        new PacedScenario(),
        new ScaleScenario(),
        new ImportScenario(),
        new ReadScenario(),
    ];

    private static async Task<int> Main(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        LoopbackProxy.Bypass();
        if (args is ["floor", var baseUri, var apiKey, var throttleLimit])
        {
            await FloorWorker.RunAsync(
                new Uri(baseUri), apiKey, int.Parse(throttleLimit, CultureInfo.InvariantCulture));
            return Measured;
        }

        if (!BenchmarkOptions.TryParse(args, out BenchmarkOptions options, out string error))
        {
            await Console.Error.WriteLineAsync($"{error}{Environment.NewLine}{BenchmarkOptions.Usage}");
            return WrongArguments;
        }

        string folder = Directory.CreateTempSubdirectory("SunoPS.Benchmarks.").FullName;
        try
        {
            PowerShellHost powerShell = await PowerShellHost.FindAsync(RepositoryPaths.Root);
            await using GatewayProcess gateway = await GatewayProcess.StartAsync();
            await RunAsync(new BenchmarkContext(gateway, powerShell, options, folder), options);
            return Measured;
        }
        catch (InvalidOperationException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return CouldNotMeasure;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(BenchmarkContext context, BenchmarkOptions options)
    {
        var document = options.WritePath is { } path ? new BenchmarkDocument(path) : null;
        await File.WriteAllLinesAsync(Path.Combine(context.Folder, "ids.txt"), TaskIds.First(10_000));
        WorkerIntroduction introduction;
        await using (WorkerProcess worker = await context.StartScriptAsync("SunoPS"))
        {
            introduction = worker.Introduction;
        }

        await TellAsync("machine", MachineDescription.Describe(introduction));
        foreach (
            IScenario scenario in Scenarios.Where(
                scenario => options.Only.Count == 0 || options.Only.Contains(scenario.Name)))
        {
            ScenarioReport report = await scenario.RunAsync(context);
            await TellAsync(scenario.Name, report.ToString());
        }

        async Task TellAsync(string name, string text)
        {
            Console.WriteLine($"## {name}\n\n{text}\n");
            if (document is not null)
            {
                await document.ReplaceAsync(name, text);
            }
        }
    }
}
