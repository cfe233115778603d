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
    private static readonly PesterWorkers Workers = new(FindHostAsync);
    private static readonly PesterWorkers WindowsWorkers = new(FindWindowsHostAsync);

    /// <summary>The file name.</summary>
    public string Name => Path.GetFileName(path) + (windows is null ? "" : " (Windows)");

    /// <summary>
    /// Runs the file in another process; returns its tests, and failures outside of tests as tests.
    /// </summary>
    public async Task<IReadOnlyList<ReportedTest>> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            (string? json, ReportedTest? instead) =
                await (windows is null ? Workers : WindowsWorkers).RunAsync(path, cancellationToken);
            return json is null ? [instead!] : Read(json);
        }
        catch (InvalidOperationException noPowerShell)
        {
            return [ReportedTest.Fault(noPowerShell.Message)];
        }
    }

    /// <summary>Ends the processes that ran files.</summary>
    public static async Task EndAsync()
    {
        await Workers.EndAsync();
        await WindowsWorkers.EndAsync();
    }

    private static List<ReportedTest> Read(string json)
    {
        PesterResult result = JsonSerializer.Deserialize<PesterResult>(json)!;
        List<ReportedTest> tests = [.. result.Tests, .. result.Faults.Select(ReportedTest.Fault)];
        if (tests.TrueForAll(test => test.Outcome == ReportedTest.NotRun))
        {
            tests.Add(ReportedTest.Fault("No test ran."));
        }

        return tests;
    }

    private static async Task<(PowerShellHost PowerShell, string Gateway)> FindHostAsync()
    {
        LoopbackProxy.Bypass();
        return (
            await PowerShellHost.FindAsync(RepositoryPaths.Root),
            Path.Combine(AppContext.BaseDirectory, "SunoPS.Gateway.dll"));
    }

    private static async Task<(PowerShellHost PowerShell, string Gateway)> FindWindowsHostAsync()
    {
        WindowsTarget windows = WindowsTarget.Find()!;
        return (windows.Host, await windows.GetGatewayAsync());
    }

    private sealed record PesterResult(ReportedTest[] Tests, string[] Faults);
}
