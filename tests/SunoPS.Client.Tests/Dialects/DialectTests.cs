namespace SunoPS.Client.Tests.Dialects;

/// <summary>The same four fetches in every dialect, with the requests as they arrive.</summary>
public abstract class DialectTests : GatewayTests
{
    protected static string FirstId { get; } = TaskIds.Music(1);

    protected static string SecondId { get; } = TaskIds.Music(2);

    /// <summary>The shipped row.</summary>
    protected abstract SunoGateway Shipped { get; }

    protected abstract GatewayDialect Dialect { get; }

    private SunoClient DialectClient => Client(At(Shipped, Dialect));

    protected async Task<LoggedRequest> SingleAsync()
    {
        SunoTask task = await DialectClient.GetTaskAsync(FirstId, Cancel);
        Assert.Equal(FirstId, task.TaskId);
        return OnlyRequest;
    }

    protected async Task<LoggedRequest> BatchAsync(string? action = null)
    {
        IReadOnlyList<SunoTaskResult> results = await DialectClient.GetTaskBatchAsync(
            [FirstId, SecondId], action, Cancel);
        Assert.Equal([FirstId, SecondId], results.Select(result => result.Task?.TaskId));
        return OnlyRequest;
    }
}
