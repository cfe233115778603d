using System.ComponentModel;

namespace SunoPS.Shared;

/// <summary>A PowerShell that can run the module.</summary>
/// <param name="isUnderWine">True for a PowerShell for Windows.</param>
internal sealed class PowerShellHost(
    string fileName, string[] leadingArguments, string workingDirectory, bool isUnderWine = false)
{
    /// <summary>The environment variable with another PowerShell: a program on PATH, or its path.</summary>
    private const string Choice = "SUNOPS_PWSH";

    private static readonly Version Oldest = new(7, 4);

    /// <summary>Far more than a download and a start take on a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Creates a PowerShell for Windows that runs under Wine.</summary>
    public static PowerShellHost UnderWine(string path, string repositoryRoot) =>
        new("wine", [path], repositoryRoot, isUnderWine: true);

    /// <summary>
    /// Finds the PowerShell: the tool in <c>.config/dotnet-tools.json</c>, which is restored if necessary, or the one
    /// that <see cref="Choice"/> names.
    /// </summary>
    /// <exception cref="InvalidOperationException">It does not run; the message says what to do.</exception>
    public static async Task<PowerShellHost> FindAsync(
        string repositoryRoot, CancellationToken cancellationToken = default)
    {
        if (Environment.GetEnvironmentVariable(Choice) is { Length: > 0 } chosen)
        {
            var host = new PowerShellHost(chosen, [], repositoryRoot);
            ChildResult? answer = await host.AskAsync(cancellationToken);
            return VersionOf(answer) >= Oldest
                ? host
                : throw new InvalidOperationException(
                    $"{Choice} names '{chosen}', which is not PowerShell {Oldest} or later: {Describe(answer)}");
        }

        var tool = new PowerShellHost(DotnetHost.Path, ["tool", "run", "pwsh", "--"], repositoryRoot);
        ChildResult? found = await tool.AskAsync(cancellationToken);
        if (VersionOf(found) is null)
        {
            ChildResult? restore = await TryCaptureAsync(
                new ProcessStartInfo(DotnetHost.Path, ["tool", "restore"]) { WorkingDirectory = repositoryRoot },
                Limit, cancellationToken);
            found = restore?.ExitCode == 0 ? await tool.AskAsync(cancellationToken) : restore;
        }

        // The tool starts PowerShell as a second process, which would outlive it. This is the same PowerShell alone.
        return VersionOf(found) is not null
            ? new PowerShellHost(
                DotnetHost.Path, [Path.Combine(found!.Value.Output.Split('|')[^1], "pwsh.dll")], repositoryRoot)
            : throw new InvalidOperationException(
                $"PowerShell could not be restored: run 'dotnet tool restore' in {repositoryRoot}. {Describe(found)}");
    }

    /// <summary>
    /// Creates the start information for a script: in the root of the repository, without profile, prompts, and
    /// connection from the environment.
    /// </summary>
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

    private static string Describe(ChildResult? result) => result?.Output ?? "there is no such program";

    /// <summary>Returns the version in the answer to <see cref="AskAsync"/>; null if there is none.</summary>
    private static Version? VersionOf(ChildResult? answer)
    {
        // A prerelease version has a label after the number.
        string? text = answer?.Output.Split('\n')[^1].Split('|', '-')[0];
        return answer?.ExitCode == 0 && Version.TryParse(text, out Version? version) ? version : null;
    }

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
            fileName, [.. leadingArguments, "-NoLogo", "-NoProfile", "-NonInteractive"])
                { WorkingDirectory = workingDirectory };
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
        if (isUnderWine)
        {
            // Wine corrupts the registers of AVX.
            environment["DOTNET_EnableAVX"] = "0";
        }

        return startInfo;
    }

    /// <summary>Returns the version and the folder, as text; null if there is no such program.</summary>
    private Task<ChildResult?> AskAsync(CancellationToken cancellationToken)
    {
        ProcessStartInfo startInfo = CreateStartInfo();
        startInfo.ArgumentList.Add("-Command");
        startInfo.ArgumentList.Add("\"$($PSVersionTable.PSVersion)|$PSHOME\"");
        return TryCaptureAsync(startInfo, Limit, cancellationToken);
    }
}
