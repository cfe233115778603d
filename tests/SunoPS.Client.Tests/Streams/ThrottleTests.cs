namespace SunoPS.Client.Tests.Streams;

public sealed class ThrottleTests : GatewayTests
{
    [Theory(Timeout = Deadlock)]
    [Values(1, 3)]
    public async Task Requests_in_flight_reach_the_limit_and_no_more(int throttleLimit)
    {
        var held = new HeldRequests(Gateway);
        Task<List<SunoTaskResult>> results = StreamAsync(
            24, new SunoFetchOptions { BatchSize = 2, ThrottleLimit = throttleLimit });

        await held.ArrivedAsync(throttleLimit);
        held.ReleaseAll();

        Assert.Equal(24, (await results).Count);
        Assert.Equal(12, Gateway.Log.Requests);
        Assert.Equal(throttleLimit, Gateway.Log.MaxInFlight);
    }

    [Fact(Timeout = Deadlock)]
    public async Task The_default_limit_is_that_of_the_connection()
    {
        var held = new HeldRequests(Gateway);
        Task<List<SunoTaskResult>> results = Client(NoRetry with { ThrottleLimit = 2, BatchSize = 1 })
            .GetTasksAsync(MusicIds(24), cancellationToken: Cancel).ToListAsync(Cancel)
            .AsTask();

        await held.ArrivedAsync(2);
        held.ReleaseAll();
        await results;

        Assert.Equal(2, Gateway.Log.MaxInFlight);
    }

    [Fact(Timeout = Deadlock)]
    public async Task The_last_batch_waits_for_its_turn_too()
    {
        var held = new HeldRequests(Gateway);
        var listener = new RecordingListener();
        using SunoTaskPipeline pipeline = Client(listener: listener).OpenPipeline(
            new SunoFetchOptions { BatchSize = 2, ThrottleLimit = 1 }, Cancel);
        Assert.All(Enumerable.Range(0, 3), number => Assert.True(pipeline.TryAdd(TaskIds.Music(number))));

        pipeline.CompleteAdding();

        await held.ArrivedAsync();
        Assert.Equal(1, listener.Sent);

        held.ReleaseAll();
        Assert.Equal(3, (await ReadAllAsync(pipeline)).Count);
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

    private static async Task<List<SunoTaskResult>> ReadAllAsync(SunoTaskPipeline pipeline)
    {
        List<SunoTaskResult> results = [];
        while (await pipeline.WaitToReadAsync())
        {
            while (pipeline.TryRead(out SunoTaskResult result))
            {
                results.Add(result);
            }
        }

        return results;
    }
}
