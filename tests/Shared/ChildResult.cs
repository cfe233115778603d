namespace SunoPS.Shared;

/// <summary>The result of a program.</summary>
/// <param name="ExitCode">The exit code; null if the time limit was reached.</param>
/// <param name="Output">All output, with lines of both streams in the order of arrival.</param>
internal readonly record struct ChildResult(int? ExitCode, string Output);
