using Xunit.Sdk;
using Xunit.v3;

namespace SunoPS.Reported;

/// <summary>
/// Finds one test case for each run without starting it, so that a filter starts only the selected runs. Each is a
/// separate collection, so that runs are parallel.
/// </summary>
public sealed class ReportedTestDiscoverer : IXunitTestCaseDiscoverer
{
    public ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute)
    {
        Type type = ((ReportedTestsAttribute)factAttribute).Source;
        var source = (IReportedRunSource)Activator.CreateInstance(type, nonPublic: true)!;
        return new([.. source.FindAll().Select(run => CaseOf(run, source, testMethod))]);
    }

    private static ReportedTestCase CaseOf(IReportedRun run, IReportedRunSource source, IXunitTestMethod method)
    {
        var collection = new XunitTestCollection(
            method.TestClass.TestCollection.TestAssembly, null, disableParallelization: false, run.Name);
        var testClass = new XunitTestClass(method.TestClass.Class, collection);
        return new ReportedTestCase(new XunitTestMethod(testClass, method.Method, []), source, run.Name);
    }
}
