using SunoPS.Shared;

namespace SunoPS.Soak;

/// <summary>
/// Streams batches through a gateway that fails one response in five, and reports whether every id had a result, and
/// whether sockets, threads and memory are unchanged.
/// </summary>
internal static class Program
{
    private const int AllGood = 0;
    private const int Violated = 1;
    private const int WrongArguments = 2;
    private static readonly TimeSpan Duration = TimeSpan.FromMinutes(1);

    private static async Task<int> Main(string[] args)
    {
        if (args.Length > 1)
        {
            await Console.Error.WriteLineAsync("usage: SunoPS.Soak [<file for the figures>]");
            return WrongArguments;
        }

        // The report must have the same format on every machine.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        LoopbackProxy.Bypass();
        await using FailingGateway gateway = await FailingGateway.StartAsync();
        var meter = new ProcessMeter(gateway.BaseUri.Port);

        // Permanent resources, such as the thread of the sockets, must not count as leaks.
        await new SoakLoad(gateway.BaseUri).RunAsync(TimeSpan.FromSeconds(2));
        ProcessSample start = await meter.SettleAsync(best: null);

        await gateway.FailAsync();
        Console.WriteLine($"Streaming for {Duration.TotalSeconds:0} s ...");
        var load = new SoakLoad(gateway.BaseUri);
        using var stop = new CancellationTokenSource();
        Task<IReadOnlyList<ProcessSample>> sampling = meter.SampleAsync(stop.Token);
        SoakTally tally = await load.RunAsync(Duration);
        await stop.CancelAsync();
        IReadOnlyList<ProcessSample> samples = await sampling;
        GatewayCounts counts = await gateway.CountAsync();

        Console.WriteLine("Waiting for what is idle to be given up ...");
        ProcessSample end = await meter.SettleAsync(start);

        var report = new SoakReport(tally, counts, start, samples, end);
        Console.WriteLine(report.ToText());
        if (args is [var path])
        {
            await File.WriteAllTextAsync(path, report.ToText());
        }

        return report.IsGood ? AllGood : Violated;
    }
}
