using SunoPS.Gateway;
using SunoPS.Shared;

namespace SunoPS.Benchmarks;

/// <summary>The context of all scenarios: the gateway, the PowerShell, and the start of contenders.</summary>
internal sealed record BenchmarkContext(
    GatewayProcess Gateway, PowerShellHost PowerShell, BenchmarkOptions Options, string Folder)
{
    /// <summary>The limit of requests in flight for every concurrent contender: the default of SunoPS.</summary>
    public static int ThrottleLimit { get; } = new SunoConnectionOptions().ThrottleLimit;

    public int Rounds => Options.Rounds;

    public Task SetLatencyAsync(int milliseconds) => Gateway.PostAsync("latency", new { milliseconds });

    /// <summary>Starts a contender that runs in PowerShell: SunoPS, Loop, Parallel or WideParallel.</summary>
    public Task<WorkerProcess> StartScriptAsync(string contender) => WorkerProcess.StartAsync(CreateScript(
        "Worker.ps1",
        "-Contender", contender, "-Module", RepositoryPaths.StagedModule, "-BaseUri", Gateway.BaseUri.AbsoluteUri,
        "-ApiKey", LocalGatewayOptions.DefaultApiKey,
        "-ThrottleLimit", ThrottleLimit.ToString(CultureInfo.InvariantCulture), "-Folder", Folder));

    public Task<WorkerProcess> StartFloorAsync() => WorkerProcess.StartAsync(new ProcessStartInfo(
        "dotnet",
        [
            "exec", typeof(Program).Assembly.Location, "floor", Gateway.BaseUri.AbsoluteUri,
            LocalGatewayOptions.DefaultApiKey, ThrottleLimit.ToString(CultureInfo.InvariantCulture),
        ]));

    /// <summary>Runs a script in a new PowerShell, and returns the line that it writes.</summary>
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
