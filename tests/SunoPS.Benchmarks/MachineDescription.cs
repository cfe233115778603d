using System.Runtime.InteropServices;

namespace SunoPS.Benchmarks;

/// <summary>Describes the machine of the measurements.</summary>
internal static class MachineDescription
{
    private const string ProcessorLine = "model name";

    public static string Describe(WorkerIntroduction powerShell) =>
        $"{Processor()}, {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}; "
            + $"{powerShell.Version} on {powerShell.Runtime}; {BenchmarkContext.ThrottleLimit} requests in flight.";

    private static string Processor()
    {
        if (!OperatingSystem.IsLinux())
        {
            return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
                ?? RuntimeInformation.OSArchitecture.ToString();
        }

        string? line = File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(text => text.StartsWith(ProcessorLine, StringComparison.Ordinal));
        return line is null ? RuntimeInformation.OSArchitecture.ToString() : line[
            (line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
