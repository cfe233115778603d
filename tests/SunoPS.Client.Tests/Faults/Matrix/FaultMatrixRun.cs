namespace SunoPS.Client.Tests.Faults.Matrix;

/// <summary>Shares one run between the tests of the matrix and those of its page.</summary>
[CollectionDefinition(nameof(FaultMatrix))]
public sealed class FaultMatrixRun : ICollectionFixture<FaultMatrix>;
