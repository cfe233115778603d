using System.Diagnostics;
using System.Text.Json;
using SunoPS.Reported;
using SunoPS.Shared;

namespace SunoPS.Pester;

/// <summary>One file of Pester tests.</summary>
/// <param name="path">The path of the file.</param>
/// <param name="windows">
/// The PowerShell for Windows that runs the file; null for the PowerShell of this machine.
/// </param>
internal sealed class PesterFile(string path, WindowsTarget? windows = null) : IReportedRun
{
    /// <summary>Far more than a file takes on a busy machine: only a hanging file reaches it.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(60);

    private static readonly Lazy<Task<PowerShellSearch>> Search = new(() =>
    {
        LoopbackProxy.Bypass();
        return PowerShellHost.FindAsync(RepositoryPaths.Root);
    });

    /// <summary>The file name.</summary>
    public string Name => Path.GetFileName(path) + (windows is null ? "" : " (Windows)");

    /// <summary>
    /// Runs the file in a separate process; returns its tests, and failures outside of tests as tests.
    /// </summary>
    public async Task<IReadOnlyList<ReportedTest>> RunAsync(CancellationToken cancellationToken)
    {
        if (windows is not null)
        {
            return await RunAsync(windows.Host, await windows.GetGatewayAsync(), cancellationToken);
        }

        PowerShellSearch search = await Search.Value;
        string gateway = Path.Combine(AppContext.BaseDirectory, "SunoPS.Gateway.dll");
        return search.Host is { } host
            ? await RunAsync(host, gateway, cancellationToken)
            : [ReportedTest.Skip(search.WhyNot!)];
    }

    private async Task<IReadOnlyList<ReportedTest>> RunAsync(
        PowerShellHost host, string gateway, CancellationToken cancellationToken)
    {
        string resultPath = Path.GetTempFileName();
        try
        {
            ProcessStartInfo startInfo = host.CreateStartInfo(
                Path.Combine(AppContext.BaseDirectory, "Invoke-PesterFile.ps1"), "-Path", path, "-ResultPath",
                resultPath);
            startInfo.Environment["SUNOPS_TEST_MODULE"] = RepositoryPaths.StagedModule;
            startInfo.Environment["SUNOPS_TEST_GATEWAY"] = gateway;
            startInfo.Environment["NO_COLOR"] = "1";
            // Profiling (PGO) of code that runs once takes a fifth of the processor time.
            startInfo.Environment["DOTNET_TieredPGO"] = "0";
            ChildResult run = await ChildProcess.CaptureAsync(startInfo, Limit, cancellationToken);
            return run.ExitCode switch
            {
                0 => Read(await File.ReadAllTextAsync(resultPath, cancellationToken), run.Output),
                null => [ReportedTest.Fault($"It took longer than {Limit.TotalMinutes} minutes.\n{run.Output}")],
                _ => [ReportedTest.Fault($"PowerShell ended with exit code {run.ExitCode}.\n{run.Output}")],
            };
        }
        finally
        {
            File.Delete(resultPath);
        }
    }

    private static List<ReportedTest> Read(string json, string output)
    {
        PesterResult result = JsonSerializer.Deserialize<PesterResult>(json)!;
        if (result.Missing is not null)
        {
            return [ReportedTest.Skip(result.Missing)];
        }

        List<ReportedTest> tests = [.. result.Tests, .. result.Faults.Select(ReportedTest.Fault)];
        if (tests.TrueForAll(test => test.Outcome == ReportedTest.NotRun))
        {
            tests.Add(ReportedTest.Fault($"No test ran.\n{output}"));
        }

        return tests;
    }

    private sealed record PesterResult(string? Missing, ReportedTest[] Tests, string[] Faults);
}
