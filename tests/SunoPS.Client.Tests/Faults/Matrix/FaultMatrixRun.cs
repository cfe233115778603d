namespace SunoPS.Client.Tests.Faults.Matrix;

/// <summary>Lets the tests of the matrix and those of its page share one run.</summary>
[CollectionDefinition(nameof(FaultMatrix))]
public sealed class FaultMatrixRun : ICollectionFixture<FaultMatrix>;
