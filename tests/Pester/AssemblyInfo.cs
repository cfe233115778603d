using SunoPS.Pester;
using Xunit;

// Each file has a separate gateway, and mostly waits.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
[assembly: AssemblyFixture(typeof(EndOfRun))]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]
