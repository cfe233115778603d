namespace SunoPS.Client.Tests.Faults.Matrix;

/// <summary>The outcome of a cell.</summary>
/// <param name="Next">The ids of the tasks from the next command on the connection.</param>
internal sealed record FaultOutcome(
    IReadOnlyList<SunoTaskResult> Results,
    IReadOnlyCollection<SunoRequestEvent> Events,
    long Requests,
    IReadOnlyList<string> Next);
