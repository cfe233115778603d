using Xunit.Sdk;
using Xunit.v3;

namespace SunoPS.Pester;

/// <summary>
/// Finds one test case for each Pester file, without starting PowerShell, so that a filter by file runs that file
/// alone. Each is a collection of its own, so that files run side by side.
/// </summary>
public sealed class PesterFileDiscoverer : IXunitTestCaseDiscoverer
{
    public ValueTask<IReadOnlyCollection<IXunitTestCase>> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, IXunitTestMethod testMethod, IFactAttribute factAttribute)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        return new([.. PesterFile.FindAll().Select(file => CaseOf(file, testMethod))]);
    }

    private static PesterFileTestCase CaseOf(PesterFile file, IXunitTestMethod method)
    {
        var collection = new XunitTestCollection(
            method.TestClass.TestCollection.TestAssembly, null, disableParallelization: false, file.Name);
        var testClass = new XunitTestClass(method.TestClass.Class, collection);
        return new PesterFileTestCase(new XunitTestMethod(testClass, method.Method, []), file.Name);
    }
}
