using SunoPS.Reported;

namespace SunoPS.Pester;

/// <summary>Reports every test of every Pester file beside this one, each as a test of its own.</summary>
public sealed class PesterFileTests
{
    [ReportedTests(typeof(PesterFiles))]
    public void It(ReportedTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        test.Report();
    }
}
