using Xunit.v3;

// Many tests wait for responses, retries and time limits.
[assembly: Parallelization(MaxThreads = 4)]
