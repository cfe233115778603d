using SunoPS.Pester;
using Xunit;
using Xunit.v3;

// Each file has a separate gateway, and mostly waits.
[assembly: Parallelization(MaxThreads = 3)]
[assembly: AssemblyFixture(typeof(EndOfRun))]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]
