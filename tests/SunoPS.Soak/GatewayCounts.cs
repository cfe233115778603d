namespace SunoPS.Soak;

/// <summary>The counts of a gateway.</summary>
/// <param name="Requests">Number of requests.</param>
/// <param name="Faults">Number of requests that faults struck.</param>
/// <param name="MaxInFlight">Maximum number of requests in flight.</param>
internal sealed record GatewayCounts(long Requests, long Faults, int MaxInFlight);
