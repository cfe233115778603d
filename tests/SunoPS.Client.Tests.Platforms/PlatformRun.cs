using System.ComponentModel;
using System.Diagnostics;
using System.Xml.Linq;
using SunoPS.Reported;
using SunoPS.Shared;

namespace SunoPS.Client.Tests.Platforms;

/// <summary>The client's tests, published with a runtime and run as a program.</summary>
/// <param name="name">The name of the platform.</param>
/// <param name="framework">The target framework of the tests.</param>
/// <param name="runtime">The runtime identifier.</param>
/// <param name="launcher">The command that starts programs of that platform; empty for none.</param>
internal sealed class PlatformRun(string name, string framework, string runtime, string[] launcher) : IReportedRun
{
    /// <summary>Far more than the tests take on a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(60);

    private static readonly Version OldestWine = new(10, 0);

    public string Name => name;

    public async Task<IReadOnlyList<ReportedTest>> RunAsync(CancellationToken cancellationToken)
    {
        if (await FindMissingAsync(cancellationToken) is { } missing)
        {
            return [ReportedTest.Skip(missing)];
        }

        string folder = Path.Combine(Metadata.Read("PublishDirectory"), $"{framework}-{runtime}");
        (bool isPublished, string output) = await PublishAsync(folder, cancellationToken);
        if (!isPublished)
        {
            return output.Contains("NU1101", StringComparison.Ordinal)
                || output.Contains("NU1102", StringComparison.Ordinal)
                || output.Contains("NU1301", StringComparison.Ordinal)
                ? [ReportedTest.Skip($"the runtime {framework} for {runtime} cannot be restored from the package feed")]
                : [ReportedTest.Fault(output)];
        }

        string extension = runtime.StartsWith("win", StringComparison.Ordinal) ? ".exe" : "";
        string program = Path.Combine(folder, "SunoPS.Client.Tests" + extension);
        string report = Path.Combine(folder, "report.xml");
        File.Delete(report);
        ProcessStartInfo startInfo = StartInfoOf([.. launcher, program, "-noColor", "-xml", report]);
        startInfo.WorkingDirectory = folder;

        // The full random input runs on the platform of this machine; here a part of it shows differences.
        startInfo.Environment["SUNOPS_MUTATIONS"] = "500";
        startInfo.Environment["SUNOPS_FUZZ"] = "2000";
        ChildResult run = await ChildProcess.CaptureAsync(startInfo, Limit, cancellationToken);
        return File.Exists(report)
            ? Read(XDocument.Load(report))
            : [ReportedTest.Fault($"The tests ended with exit code {run.ExitCode} and no report.\n{run.Output}")];
    }

    private static ProcessStartInfo StartInfoOf(string[] command)
    {
        var startInfo = new ProcessStartInfo(command[0], command[1..]);

        // Wine corrupts the registers of AVX.
        startInfo.Environment["DOTNET_EnableAVX"] = command[0] == "wine" ? "0" : null;
        return startInfo;
    }

    private static List<ReportedTest> Read(XDocument report) =>
    [
        .. report.Descendants("test").Select(test => new ReportedTest(
            (string)test.Attribute("name")!,
            (string)test.Attribute("result")! switch
            {
                "Pass" => ReportedTest.Passed,
                "Skip" => ReportedTest.Skipped,
                "NotRun" => ReportedTest.NotRun,
                _ => ReportedTest.Failed,
            },
            (double?)test.Attribute("time") ?? 0,
            (string?)test.Element("reason") ?? (string?)test.Element("failure")?.Element("message"))),
        .. report.Descendants("error").Select(error => ReportedTest.Fault(error.Value)),
    ];

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
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path
            ? path
            : "dotnet";
        string artifacts = folder + ".artifacts";

        // Publishes to separate folders, because other tests use the build output.
        ChildResult publish = await ChildProcess.CaptureAsync(
            new ProcessStartInfo(
                dotnet,
                [
                    "publish", Path.Combine(RepositoryPaths.Root, "tests", "SunoPS.Client.Tests"),
                    "--configuration", Metadata.Read("Configuration"), "--runtime", runtime, "--self-contained",
                    "--output", folder, "--artifacts-path", artifacts, "-p:TestTargetFramework=" + framework,
                    "-p:StagingDirectory=" + Path.Combine(artifacts, "staged") + "/", "-p:RunAnalyzers=false",
                ]),
            Limit, cancellationToken);
        return (publish.ExitCode == 0, publish.Output);
    }
}
