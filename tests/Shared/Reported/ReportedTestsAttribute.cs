using System.Runtime.CompilerServices;
using Xunit;
using Xunit.v3;

namespace SunoPS.Reported;

/// <summary>Marks the method that is called for every test of every run.</summary>
/// <param name="source">The <see cref="IReportedRunSource"/>.</param>
/// <param name="sourceFilePath">Filled in by the compiler.</param>
/// <param name="sourceLineNumber">Filled in by the compiler.</param>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(ReportedTestDiscoverer))]
public sealed class ReportedTestsAttribute(
    Type source, [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
    : FactAttribute(sourceFilePath, sourceLineNumber)
{
    public Type Source => source;
}
