namespace SunoPS.Shared;

/// <summary>What came of looking for a PowerShell: one of the two is there.</summary>
/// <param name="Host">The PowerShell; null if none was found.</param>
/// <param name="WhyNot">One line that says why there is none, and what to install; null if one was found.</param>
internal readonly record struct PowerShellSearch(PowerShellHost? Host, string? WhyNot);
