namespace SunoPS.Client.Tests.Waits;

/// <summary>Waits for tasks with a manual clock.</summary>
public abstract class ManualWaits : GatewayTests, IProgress<SunoWaitProgress>
{
    internal ManualTime Time { get; } = new();

    /// <summary>The progress after each round.</summary>
    private protected List<SunoWaitProgress> Progress { get; } = [];

    void IProgress<SunoWaitProgress>.Report(SunoWaitProgress value) => Progress.Add(value);

    private protected Task<List<SunoTaskResult>> WaitAsync(
        string[] ids, SunoWaitOptions? options = null, SunoClient? client = null,
        CancellationToken? cancellationToken = null) =>
        new TaskWaiter(client ?? Client(), options ?? new SunoWaitOptions(), Time, this)
            .WaitAsync(ids.ToReferences(), cancellationToken ?? Cancel).ToListAsync(CancellationToken.None).AsTask();

    protected async Task PassWaitsAsync(int count)
    {
        for (int i = 0; i < count; i++)
        {
            await PassNextWaitAsync();
        }
    }

    protected async Task<TimeSpan> PassNextWaitAsync()
    {
        TimeSpan wait = await Time.NextWaitAsync();
        Time.Advance(wait);
        return wait;
    }
}
