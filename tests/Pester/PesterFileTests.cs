using SunoPS.Reported;

namespace SunoPS.Pester;

/// <summary>Reports every test of every Pester file in this folder as a separate test.</summary>
public sealed class PesterFileTests
{
    [ReportedTests(typeof(PesterFiles))]
    public void It(ReportedTest test)
    {
        ArgumentNullException.ThrowIfNull(test);
        test.Report();
    }
}
