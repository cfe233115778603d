using SunoPS.Reported;
using SunoPS.Shared;

namespace SunoPS.Pester;

/// <summary>The processes that run Pester files, as many as files run at once.</summary>
/// <param name="findHost">Finds the PowerShell, and the path of the local gateway that tests start, once.</param>
internal sealed class PesterWorkers(Func<Task<(PowerShellHost PowerShell, string Gateway)>> findHost)
{
    private readonly ConcurrentBag<PesterWorker> _idle = [];
    private readonly Lazy<Task<(PowerShellHost PowerShell, string Gateway)>> _host = new(findHost);

    /// <summary>Runs a file.</summary>
    /// <returns>Its result as JSON, or what to report instead.</returns>
    public async Task<(string? Json, ReportedTest? Instead)> RunAsync(
        string path, CancellationToken cancellationToken)
    {
        if (!_idle.TryTake(out PesterWorker? worker))
        {
            (PowerShellHost powerShell, string gateway) = await _host.Value;
            worker = await PesterWorker.StartAsync(powerShell, gateway, cancellationToken);
        }

        string? json = await worker.RunAsync(path, cancellationToken);
        if (json is not null)
        {
            _idle.Add(worker);
            return (json, null);
        }

        ChildResult end = await worker.EndAsync();
        string reason = end.ExitCode is { } code ? $"PowerShell ended with exit code {code}." : "PowerShell hangs.";
        return (null, ReportedTest.Fault($"{reason}\n{end.Output}"));
    }

    /// <summary>Ends the processes.</summary>
    public async Task EndAsync()
    {
        while (_idle.TryTake(out PesterWorker? worker))
        {
            await worker.EndAsync();
        }
    }
}
