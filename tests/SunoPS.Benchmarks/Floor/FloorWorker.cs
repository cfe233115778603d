using System.Runtime.InteropServices;

namespace SunoPS.Benchmarks.Floor;

/// <summary>The floor in its own process: runs lines "scenario count", and writes a line of JSON for each.</summary>
internal static partial class FloorWorker
{
    private const double MiB = 1024 * 1024;

    public static async Task RunAsync(Uri baseUri, string apiKey, int throttleLimit)
    {
        using var client = new FloorClient(baseUri, apiKey, throttleLimit);
        await WriteAsync(new WorkerIntroduction(RuntimeInformation.FrameworkDescription, "plain .NET"));
        double idle = Environment.WorkingSet / MiB;
        while (await Console.In.ReadLineAsync() is { } line)
        {
            string[] words = line.Split(' ');
            string[] ids = [.. TaskIds.First(int.Parse(words[1], CultureInfo.InvariantCulture))];
            Cost cost = await MeasureAsync(
                async () => words[0] == "Single" ? (
                    await client.GetSinglyAsync(ids)).Length : (await client.GetBatchesAsync(ids)).Count);
            await WriteAsync(cost with { PeakMiB = cost.PeakMiB - idle });
        }
    }

    private static async Task<Cost> MeasureAsync(Func<Task<int>> run)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        if (OperatingSystem.IsLinux())
        {
            await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        }

        using var process = Process.GetCurrentProcess();
        TimeSpan processor = process.TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes();
        long start = Stopwatch.GetTimestamp();
        int items = await run();
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        process.Refresh();
        return new Cost(
            wall.TotalMilliseconds,
            (process.TotalProcessorTime - processor).TotalMilliseconds,
            (GC.GetTotalAllocatedBytes() - allocated) / MiB,
            PeakMiB(process),
            items);
    }

    /// <summary>.NET has only the peak of the whole process; on Linux it can be reset.</summary>
    private static double PeakMiB(Process process) => OperatingSystem.IsLinux()
        ? double.Parse(
            PeakLine().Match(File.ReadAllText("/proc/self/status")).Groups[1].ValueSpan,
            CultureInfo.InvariantCulture) / 1024
        : process.PeakWorkingSet64 / MiB;

    private static async Task WriteAsync<T>(T value)
    {
        await Console.Out.WriteLineAsync(JsonSerializer.Serialize(value));
        await Console.Out.FlushAsync();
    }

    [GeneratedRegex(@"VmHWM:\s*(\d+) kB")]
    private static partial Regex PeakLine();
}
