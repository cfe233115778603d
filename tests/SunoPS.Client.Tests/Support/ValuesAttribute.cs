using Xunit.Sdk;
using Xunit.v3;

namespace SunoPS.Client.Tests;

/// <summary>Calls a theory with one argument once for each value.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ValuesAttribute(params object?[] values) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(
        MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. values.Select(value => new TheoryDataRow([value]))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
