namespace SunoPS.Shared;

/// <summary>What became of a program that was run.</summary>
/// <param name="ExitCode">Its exit code; null if it ran out of time.</param>
/// <param name="Output">All that it wrote, lines of output and error as they came.</param>
internal readonly record struct ChildResult(int? ExitCode, string Output);
