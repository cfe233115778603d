namespace SunoPS.Client.Tests.Faults.Matrix;

/// <summary>How tasks are fetched.</summary>
/// <param name="Command">The cmdlet that does it this way.</param>
/// <param name="IdsInRequest">How many ids go into one request.</param>
/// <param name="Waits">Whether it polls until its time is up.</param>
internal sealed record FetchWay(string Command, int IdsInRequest, bool Waits = false)
{
    /// <summary>Every way.</summary>
    public static IReadOnlyList<FetchWay> All { get; } =
        [new("Get-SunoTask", 1), new("Get-SunoTaskBatch", 3), new("Wait-SunoTask", 3, Waits: true)];
}
