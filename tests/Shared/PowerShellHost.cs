using System.ComponentModel;
using System.Diagnostics;

namespace SunoPS.Shared;

/// <summary>A PowerShell that can run the module.</summary>
internal sealed class PowerShellHost
{
    private static readonly Version Oldest = new(7, 4);
    private static readonly TimeSpan VersionLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RestoreLimit = TimeSpan.FromSeconds(120);

    private readonly string _fileName;
    private readonly string[] _leadingArguments;
    private readonly string _workingDirectory;
    private readonly bool _isUnderWine;

    private PowerShellHost(
        string fileName, string[] leadingArguments, string workingDirectory, bool isUnderWine = false)
    {
        _fileName = fileName;
        _leadingArguments = leadingArguments;
        _workingDirectory = workingDirectory;
        _isUnderWine = isUnderWine;
    }

    /// <summary>Creates a PowerShell for Windows that runs under Wine.</summary>
    /// <param name="path">The path of its <c>pwsh.exe</c>.</param>
    /// <param name="repositoryRoot">The working folder.</param>
    public static PowerShellHost UnderWine(string path, string repositoryRoot) =>
        new("wine", [path], repositoryRoot, isUnderWine: true);

    /// <summary>
    /// Finds a PowerShell: <c>pwsh</c> on PATH, else the tool in <c>.config/dotnet-tools.json</c>, which is restored if
    /// necessary.
    /// </summary>
    /// <param name="repositoryRoot">The folder that contains <c>.config</c>.</param>
    /// <param name="beforeRestore">
    /// Called before the tool is restored, which can take some time; null for nothing.
    /// </param>
    /// <param name="cancellationToken">Cancels the search.</param>
    public static async Task<PowerShellSearch> FindAsync(
        string repositoryRoot, Action? beforeRestore = null, CancellationToken cancellationToken = default)
    {
        var onPath = new PowerShellHost("pwsh", [], repositoryRoot);
        string? fault = await onPath.CheckAsync(cancellationToken);
        if (fault is null)
        {
            return new PowerShellSearch(onPath, null);
        }

        beforeRestore?.Invoke();
        ChildResult? restore = await TryCaptureAsync(
            new ProcessStartInfo(DotnetHost.Path, ["tool", "restore"]) { WorkingDirectory = repositoryRoot },
            RestoreLimit, cancellationToken);
        if (restore?.ExitCode != 0)
        {
            return NotFound(fault);
        }

        var tool = new PowerShellHost(DotnetHost.Path, ["tool", "run", "pwsh", "--"], repositoryRoot);
        string? toolFault = await tool.CheckAsync(cancellationToken);
        return toolFault is null
            ? new PowerShellSearch(tool, null)
            : NotFound($"{fault}; as a dotnet tool, {toolFault}");
    }

    /// <summary>
    /// Creates the start information for a script: in the root of the repository, without profile, prompts, and
    /// connection from the environment.
    /// </summary>
    /// <param name="script">The full path of the script.</param>
    /// <param name="arguments">The arguments, names and values.</param>
    public ProcessStartInfo CreateStartInfo(string script, params ReadOnlySpan<string> arguments)
    {
        ProcessStartInfo startInfo = CreateStartInfo();
        if (OperatingSystem.IsWindows())
        {
            startInfo.ArgumentList.Add("-ExecutionPolicy");
            startInfo.ArgumentList.Add("Bypass");
        }

        startInfo.ArgumentList.Add("-File");
        startInfo.ArgumentList.Add(script);
        foreach (string argument in arguments)
        {
            startInfo.ArgumentList.Add(argument);
        }

        return startInfo;
    }

    private static PowerShellSearch NotFound(string fault) =>
        new(null, $"PowerShell 7.4 or later is missing ({fault}): install it from https://aka.ms/powershell");

    private static async Task<ChildResult?> TryCaptureAsync(
        ProcessStartInfo startInfo, TimeSpan limit, CancellationToken cancellationToken)
    {
        try
        {
            return await ChildProcess.CaptureAsync(startInfo, limit, cancellationToken);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private ProcessStartInfo CreateStartInfo()
    {
        var startInfo = new ProcessStartInfo(
            _fileName, [.. _leadingArguments, "-NoLogo", "-NoProfile", "-NonInteractive"])
        {
            WorkingDirectory = _workingDirectory,
        };
        IDictionary<string, string?> environment = startInfo.Environment;
        foreach (
            string name in environment.Keys.Where(
                name => name.StartsWith("SUNO_API_", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            environment.Remove(name);
        }

        // Submissions of tests must not be written to the user's journal.
        environment["SUNO_JOURNAL"] = "off";
        environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        environment["POWERSHELL_UPDATECHECK"] = "Off";
        if (_isUnderWine)
        {
            // Wine corrupts the registers of AVX.
            environment["DOTNET_EnableAVX"] = "0";
        }

        return startInfo;
    }

    /// <summary>Checks the version; returns null if it is supported, otherwise the reason.</summary>
    private async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        ProcessStartInfo startInfo = CreateStartInfo();
        startInfo.ArgumentList.Add("-Command");
        startInfo.ArgumentList.Add("$PSVersionTable.PSVersion.ToString()");
        ChildResult? result = await TryCaptureAsync(startInfo, VersionLimit, cancellationToken);
        if (result is null)
        {
            return "no pwsh on PATH";
        }

        // A prerelease version has a label after the number.
        string text = result.Value.Output.Split('\n')[^1].Trim();
        if (result.Value.ExitCode != 0 || !Version.TryParse(text.Split('-')[0], out Version? version))
        {
            return "pwsh does not run";
        }

        return version < Oldest ? $"pwsh is {text}" : null;
    }
}
