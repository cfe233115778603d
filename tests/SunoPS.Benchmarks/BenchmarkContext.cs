using System.Diagnostics;
using System.Globalization;
using SunoPS.Gateway;
using SunoPS.Shared;

namespace SunoPS.Benchmarks;

/// <summary>What every scenario works with: the gateway, the PowerShell, and how contenders are started.</summary>
/// <param name="Gateway">The gateway that all of them ask.</param>
/// <param name="PowerShell">The PowerShell that runs the scripts.</param>
/// <param name="Rounds">How often each contender runs.</param>
/// <param name="Folder">Where files go.</param>
internal sealed record BenchmarkContext(GatewayProcess Gateway, PowerShellHost PowerShell, int Rounds, string Folder)
{
    /// <summary>
    /// The requests in flight, of every contender that can have more than one: what a connection of SunoPS has by
    /// default.
    /// </summary>
    public static int ThrottleLimit { get; } = new SunoConnectionOptions().ThrottleLimit;

    public Task SetLatencyAsync(int milliseconds) => Gateway.PostAsync("latency", new { milliseconds });

    /// <summary>Starts a contender that runs in PowerShell: SunoPS, Loop, Parallel or WideParallel.</summary>
    public Task<WorkerProcess> StartScriptAsync(string contender) => WorkerProcess.StartAsync(CreateScript(
        "Worker.ps1",
        "-Contender", contender, "-Module", RepositoryPaths.StagedModule, "-BaseUri", Gateway.BaseUri.AbsoluteUri,
        "-ApiKey", LocalGatewayOptions.DefaultApiKey,
        "-ThrottleLimit", ThrottleLimit.ToString(CultureInfo.InvariantCulture), "-Folder", Folder));

    /// <summary>Starts the floor.</summary>
    public Task<WorkerProcess> StartFloorAsync() => WorkerProcess.StartAsync(new ProcessStartInfo(
        "dotnet",
        [
            "exec", typeof(Program).Assembly.Location, "floor", Gateway.BaseUri.AbsoluteUri,
            LocalGatewayOptions.DefaultApiKey, ThrottleLimit.ToString(CultureInfo.InvariantCulture),
        ]));

    /// <summary>Runs a script in a fresh PowerShell, and gives the line that it writes.</summary>
    public async Task<string> RunScriptAsync(string script, params string[] arguments)
    {
        ProcessStartInfo startInfo = CreateScript(script, arguments);
        startInfo.RedirectStandardOutput = true;
        using var process = Process.Start(startInfo)!;
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"{script} failed.");
    }

    private ProcessStartInfo CreateScript(string script, params string[] arguments) =>
        PowerShell.CreateStartInfo(Path.Combine(AppContext.BaseDirectory, "Scripts", script), arguments);
}
