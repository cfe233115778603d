namespace SunoPS.Client.Tests.Streams;

public sealed class ThrottleTests : GatewayTests
{
    [Theory(Timeout = Deadlock)]
    [InlineData(1, 16)]
    [InlineData(3, 1)]
    [InlineData(null, 2)]
    public async Task Requests_in_flight_reach_the_limit_of_the_fetch_or_else_of_the_connection(
        int? ofFetch, int ofConnection)
    {
        var held = new HeldRequests(Gateway);
        Task<List<SunoTaskResult>> results = Client(NoRetry with { ThrottleLimit = ofConnection, BatchSize = 2 })
            .GetTasksAsync(MusicIds(24), new SunoFetchOptions { ThrottleLimit = ofFetch }, Cancel)
            .ToListAsync(Cancel).AsTask();

        await held.ArrivedAsync(ofFetch ?? ofConnection);
        held.ReleaseAll();

        Assert.Equal(24, (await results).Count);
        Assert.Equal(12, Gateway.Log.Requests);
        Assert.Equal(ofFetch ?? ofConnection, Gateway.Log.MaxInFlight);
    }

    [Fact(Timeout = Deadlock)]
    public async Task The_last_batch_waits_for_its_turn_too()
    {
        var held = new HeldRequests(Gateway);
        using SunoTaskPipeline pipeline = Client(listener: Listener).OpenPipeline(
            new SunoFetchOptions { BatchSize = 2, ThrottleLimit = 1 }, Cancel);
        Assert.All(Enumerable.Range(0, 3), number => Assert.True(pipeline.TryAdd(TaskIds.Music(number))));

        pipeline.CompleteAdding();

        await held.ArrivedAsync();
        Assert.Equal(1, Listener.Sent);

        held.ReleaseAll();
        Assert.Equal(3, (await pipeline.DrainAsync()).Count);
        Assert.Equal(2, Gateway.Log.Requests);
    }

    [Fact]
    public async Task Invalid_ids_do_not_delay_others()
    {
        string[] ids =
        [
            .. Enumerable.Range(0, 40).Select(
                number => number % 2 == 0 ? new string('\n', number + 1) : TaskIds.Music(number)),
        ];

        List<SunoTaskResult> results = await StreamAsync(
            ids, new SunoFetchOptions { BatchSize = 1, ThrottleLimit = 1 });

        Assert.Equal(ids, results.Select(result => result.TaskId));
        Assert.Equal(20, Gateway.Log.Requests);
    }
}
