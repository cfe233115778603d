namespace SunoPS.Benchmarks;

/// <summary>What one run cost the process that it ran in.</summary>
/// <param name="WallMs">Milliseconds on the clock.</param>
/// <param name="ProcessorMs">Milliseconds of processor time, of all threads.</param>
/// <param name="AllocatedMiB">What was allocated, kept or not.</param>
/// <param name="PeakMiB">The most memory that the process held meanwhile, over what it held idle.</param>
/// <param name="Items">How many objects came out.</param>
internal sealed record Cost(double WallMs, double ProcessorMs, double AllocatedMiB, double PeakMiB, int Items);
