using SunoPS.Reported;

namespace SunoPS.Client.Tests.Platforms;

/// <summary>Reports every test of the client on every platform, each as a test of its own.</summary>
public sealed class PlatformTests
{
    [ReportedTests(typeof(PlatformRuns))]
    public void It(ReportedTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        test.Report();
    }
}
