using System.Xml.Linq;
using SunoPS.Reported;
using SunoPS.Shared;

namespace SunoPS.Client.Tests.Platforms;

/// <summary>The client's tests, run as a program.</summary>
/// <param name="name">The name of the platform.</param>
/// <param name="prepare">Makes the program ready to start.</param>
internal sealed class PlatformRun(string name, PlatformRun.Prepare prepare) : IReportedRun
{
    /// <summary>Far more than the tests take on a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(60);

    /// <summary>Returns how a program with the client's tests starts, or what to report instead.</summary>
    public delegate Task<(ProcessStartInfo? StartInfo, ReportedTest? Instead)> Prepare(CancellationToken stop);

    public string Name => name;

    public async Task<IReadOnlyList<ReportedTest>> RunAsync(CancellationToken cancellationToken)
    {
        (ProcessStartInfo? startInfo, ReportedTest? instead) = await prepare(cancellationToken);
        if (startInfo is null)
        {
            return [instead!];
        }

        string report = Path.GetTempFileName();
        try
        {
            File.Delete(report);
            startInfo.ArgumentList.Add("-noColor");
            startInfo.ArgumentList.Add("-xml");
            startInfo.ArgumentList.Add(report);
            ChildResult run = await ChildProcess.CaptureAsync(startInfo, Limit, cancellationToken);
            return File.Exists(report)
                ? Read(XDocument.Load(report))
                : [ReportedTest.Fault($"The tests ended with exit code {run.ExitCode} and no report.\n{run.Output}")];
        }
        finally
        {
            File.Delete(report);
        }
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
}
