namespace SunoPS.Client.Tests.Streams;

public sealed class CancellationTests : GatewayTests
{
    [Theory(Timeout = Deadlock)]
    [Values(false, true)]
    public async Task Canceling_a_stream_ends_every_request_in_flight(bool oneByOne)
    {
        var held = new HeldRequests(Gateway);
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task<List<SunoTaskResult>> results = StreamOf(100, oneByOne, cancellation.Token)
            .ToListAsync(cancellation.Token).AsTask();
        await held.ArrivedAsync(3);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => results);
        await held.AbandonedAsync(3);
        Assert.Equal(3, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task Leaving_a_stream_ends_every_request_in_flight()
    {
        var held = new HeldRequests(
            Gateway, request =>
                !request.Path.Value!.EndsWith(TaskIds.Music(0), StringComparison.Ordinal), othersWaitFor: 2);
        await foreach (SunoTaskResult result in StreamOf(3, oneByOne: true, Cancel))
        {
            Assert.Equal(TaskIds.Music(0), result.TaskId);
            break;
        }

        await held.AbandonedAsync(2);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_wait_for_a_retry_ends_at_once()
    {
        Answer(Canned.Busy("250"));
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task<SunoTask> fetch = Client(NoRetry with { MaximumRetryCount = 1 }, Listener).GetTaskAsync(
            TaskIds.Music(1), cancellation.Token);
        await Listener.NextAsync(SunoRequestEventKind.Retry);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        Assert.Equal(1, Listener.Sent);
    }

    [Fact]
    public async Task A_canceled_token_sends_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Client().GetTaskAsync(TaskIds.Music(1), new CancellationToken(canceled: true)));
        Assert.Empty(Gateway.Log.Entries);
    }

    private IAsyncEnumerable<SunoTaskResult> StreamOf(int count, bool oneByOne, CancellationToken cancellationToken) =>
        Client().GetTasksAsync(
            MusicIds(count), new SunoFetchOptions { OneByOne = oneByOne, BatchSize = 2, ThrottleLimit = 3 },
            cancellationToken);
}
