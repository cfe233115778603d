using System.Runtime.InteropServices;
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

    /// <summary>The scenarios, by their names on the command line and in the document.</summary>
    private static readonly (string Name, Func<BenchmarkContext, Task<ScenarioReport>> RunAsync)[] Scenarios =
    [
        ("fresh", FreshScenario.RunAsync),
        ("batch", BatchScenario.RunAsync),
        ("single", SingleScenario.RunAsync),
        ("file", FileScenario.RunAsync),
        ("journal", JournalScenario.RunAsync),
        ("paced", PacedScenario.RunAsync),
        ("scale", ScaleScenario.RunAsync),
        ("import", ImportScenario.RunAsync),
        ("read", ReadScenario.RunAsync),
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

        await TellAsync(
            "machine",
            $"{Processor()}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}; "
                + $"{introduction.Version} on {introduction.Runtime}; {BenchmarkContext.ThrottleLimit} requests in "
                + "flight.");
        foreach ((string name, Func<BenchmarkContext, Task<ScenarioReport>> runAsync) in Scenarios)
        {
            if (options.Only.Count == 0 || options.Only.Contains(name))
            {
                await TellAsync(name, (await runAsync(context)).ToString());
            }
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

    private static string Processor()
    {
        const string Key = "model name\t: ";
        string? line = OperatingSystem.IsLinux()
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(text => text.StartsWith(Key, StringComparison.Ordinal))
            : null;
        return line?[Key.Length..] ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? RuntimeInformation.OSArchitecture.ToString();
    }
}
