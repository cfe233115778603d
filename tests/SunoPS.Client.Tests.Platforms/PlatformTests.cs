using SunoPS.Reported;

namespace SunoPS.Client.Tests.Platforms;

/// <summary>Reports every test of the client on every platform as a separate test.</summary>
public sealed class PlatformTests
{
    [ReportedTests(typeof(PlatformRuns))]
    public void It(ReportedTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        test.Report();
    }
}
