using System.Runtime.CompilerServices;
using Xunit;
using Xunit.v3;

namespace SunoPS.Pester;

/// <summary>Marks the method that is called with every test of every Pester file.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(PesterFileDiscoverer))]
public sealed class PesterFilesAttribute(
    [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
    : FactAttribute(sourceFilePath, sourceLineNumber);
