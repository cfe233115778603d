namespace SunoPS.Client.Tests.Faults.Matrix;

/// <summary>The outcome of a cell.</summary>
/// <param name="Results">The results of the client, in order.</param>
/// <param name="Events">The events of its requests.</param>
/// <param name="Requests">Number of requests that the gateway counted.</param>
/// <param name="Next">The ids of the tasks from the next command on the connection.</param>
internal sealed record FaultOutcome(
    IReadOnlyList<SunoTaskResult> Results,
    IReadOnlyCollection<SunoRequestEvent> Events,
    long Requests,
    IReadOnlyList<string> Next);
