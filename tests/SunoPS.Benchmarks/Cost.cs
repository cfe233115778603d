namespace SunoPS.Benchmarks;

/// <summary>The cost of one run for its process.</summary>
/// <param name="WallMs">Elapsed time in milliseconds.</param>
/// <param name="ProcessorMs">Processor time of all threads in milliseconds.</param>
/// <param name="AllocatedMiB">Allocated memory, live or not.</param>
/// <param name="PeakMiB">Peak memory of the process during the run, above its idle memory.</param>
/// <param name="Items">Number of output objects.</param>
internal sealed record Cost(double WallMs, double ProcessorMs, double AllocatedMiB, double PeakMiB, int Items);
