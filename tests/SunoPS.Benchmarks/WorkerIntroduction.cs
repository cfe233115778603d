namespace SunoPS.Benchmarks;

/// <summary>The self-description of a contender's process.</summary>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Version">The version of the contender.</param>
internal sealed record WorkerIntroduction(string Runtime, string Version);
