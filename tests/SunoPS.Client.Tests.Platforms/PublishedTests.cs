using System.ComponentModel;
using SunoPS.Reported;
using SunoPS.Shared;

namespace SunoPS.Client.Tests.Platforms;

/// <summary>The client's tests, published with a runtime.</summary>
/// <param name="framework">The target framework of the tests.</param>
/// <param name="runtime">The runtime identifier.</param>
/// <param name="launcher">The command that starts programs of that platform; empty for none.</param>
internal sealed class PublishedTests(string framework, string runtime, string[] launcher)
{
    /// <summary>Far more than publishing takes on a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(60);

    private static readonly Version OldestWine = new(10, 0);

    /// <summary>Publishes the tests; returns how they start, or what to report instead.</summary>
    public async Task<(ProcessStartInfo? StartInfo, ReportedTest? Instead)> PrepareAsync(
        CancellationToken cancellationToken)
    {
        if (await FindMissingAsync(cancellationToken) is { } missing)
        {
            return (null, ReportedTest.Skip(missing));
        }

        string folder = Path.Combine(PlatformRuns.Property("PublishDirectory"), $"{framework}-{runtime}");
        (bool isPublished, string output) = await PublishAsync(folder, cancellationToken);
        if (!isPublished)
        {
            bool isOffline = output.Contains("NU1101", StringComparison.Ordinal)
                || output.Contains("NU1102", StringComparison.Ordinal)
                || output.Contains("NU1301", StringComparison.Ordinal);
            return (null, isOffline
                ? ReportedTest.Skip($"the runtime {framework} for {runtime} cannot be restored from the package feed")
                : ReportedTest.Fault(output));
        }

        string extension = runtime.StartsWith("win", StringComparison.Ordinal) ? ".exe" : "";
        ProcessStartInfo startInfo = StartInfoOf(
            [
                .. launcher, Path.Combine(folder, "SunoPS.Client.Tests" + extension),

                // These are about the repository, the assemblies and the local gateway.
                "-namespace-", "SunoPS.Client.Tests.Repository", "-class-", "SunoPS.Client.Tests.PublicApiTests",
                "-class-", "SunoPS.Client.Tests.Dialects.RelayReplayTests",
            ]);
        startInfo.WorkingDirectory = folder;

        // The full random input runs on the platform of this machine; here a part of it shows differences.
        startInfo.Environment["SUNOPS_MUTATIONS"] = "500";
        startInfo.Environment["SUNOPS_FUZZ"] = "2000";
        return (startInfo, null);
    }

    private static ProcessStartInfo StartInfoOf(string[] command)
    {
        var startInfo = new ProcessStartInfo(command[0], command[1..]);

        // Wine corrupts the registers of AVX.
        startInfo.Environment["DOTNET_EnableAVX"] = command[0] == "wine" ? "0" : null;
        return startInfo;
    }

    /// <summary>Returns the missing program; null for none.</summary>
    private async Task<string?> FindMissingAsync(CancellationToken cancellationToken)
    {
        if (launcher is not [var wine, ..])
        {
            return null;
        }

        const string Advice = "install Wine 10 or later for 64-bit programs";
        try
        {
            ChildResult version = await ChildProcess.CaptureAsync(
                StartInfoOf([wine, "--version"]), Limit, cancellationToken);
            string number = version.Output.Trim().Split('-', ' ') is ["wine", var second, ..] ? second : "";
            return Version.TryParse(number, out Version? found) && found >= OldestWine
                ? null
                : $"{wine} is '{version.Output.Trim()}': {Advice}";
        }
        catch (Win32Exception)
        {
            return $"{wine} is missing: {Advice}";
        }
    }

    private async Task<(bool IsPublished, string Output)> PublishAsync(
        string folder, CancellationToken cancellationToken)
    {
        string artifacts = folder + ".artifacts";

        // Publishes to separate folders, because other tests use the build output.
        ChildResult publish = await ChildProcess.CaptureAsync(
            new ProcessStartInfo(
                DotnetHost.Path,
                [
                    "publish", Path.Combine(RepositoryPaths.Root, "tests", "SunoPS.Client.Tests"),
                    "--configuration", PlatformRuns.Property("Configuration"), "--runtime", runtime, "--self-contained",
                    "--output", folder, "--artifacts-path", artifacts, "-p:TestTargetFramework=" + framework,
                    "-p:StagingDirectory=" + Path.Combine(artifacts, "staged") + "/", "-p:RunAnalyzers=false",
                ]),
            Limit, cancellationToken);
        return (publish.ExitCode == 0, publish.Output);
    }
}
