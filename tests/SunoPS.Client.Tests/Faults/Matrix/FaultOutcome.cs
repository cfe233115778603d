namespace SunoPS.Client.Tests.Faults.Matrix;

/// <summary>What came of a cell.</summary>
/// <param name="Results">What the client gave, in its order.</param>
/// <param name="Events">What it told of its requests.</param>
/// <param name="Requests">How many requests the gateway counted.</param>
/// <param name="Next">The ids of the tasks that the next command on the connection gave.</param>
internal sealed record FaultOutcome(
    IReadOnlyList<SunoTaskResult> Results,
    IReadOnlyCollection<SunoRequestEvent> Events,
    long Requests,
    IReadOnlyList<string> Next);
