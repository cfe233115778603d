namespace SunoPS.Soak;

/// <summary>What a gateway has counted.</summary>
/// <param name="Requests">Requests that arrived.</param>
/// <param name="Faults">Those that something went wrong with.</param>
/// <param name="MaxInFlight">The most at once.</param>
internal sealed record GatewayCounts(long Requests, long Faults, int MaxInFlight);
