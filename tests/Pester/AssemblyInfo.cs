using Xunit;

// Each file has a separate PowerShell and gateway, which mostly wait.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
