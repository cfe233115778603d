namespace SunoPS.Shared;

/// <summary>The result of the search for a PowerShell; exactly one property is not null.</summary>
/// <param name="Host">The PowerShell; null if none was found.</param>
/// <param name="WhyNot">Why none was found and what to install, on one line; null if one was found.</param>
internal readonly record struct PowerShellSearch(PowerShellHost? Host, string? WhyNot);
