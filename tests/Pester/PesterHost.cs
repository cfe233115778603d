using SunoPS.Shared;

namespace SunoPS.Pester;

/// <summary>A PowerShell for Pester files.</summary>
/// <param name="PowerShell">The PowerShell; null if there is none.</param>
/// <param name="Gateway">The path of the local gateway that the tests start.</param>
/// <param name="WhyNot">Why there is no PowerShell; null if there is one.</param>
internal sealed record PesterHost(PowerShellHost? PowerShell, string Gateway, string? WhyNot);
