namespace SunoPS.Benchmarks;

/// <summary>What a contender's process says of itself.</summary>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Version">What runs on it.</param>
internal sealed record WorkerIntroduction(string Runtime, string Version);
