using Xunit;

// Each file has a PowerShell and a gateway of its own, and much of what they do is waiting.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
