namespace SunoPS.Client.Tests.Faults.Matrix;

/// <summary>A way to fetch tasks.</summary>
/// <param name="Command">The cmdlet that fetches this way.</param>
/// <param name="Waits">Whether it polls until its time limit.</param>
internal sealed record FetchWay(string Command, int IdsInRequest, bool Waits = false)
{
    public static IReadOnlyList<FetchWay> All { get; } =
        [new("Get-SunoTask", 1), new("Get-SunoTaskBatch", 3), new("Wait-SunoTask", 3, Waits: true)];
}
