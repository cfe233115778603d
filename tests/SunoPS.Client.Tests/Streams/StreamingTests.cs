namespace SunoPS.Client.Tests.Streams;

public sealed class StreamingTests : GatewayTests
{
    [Fact(Timeout = Deadlock)]
    public async Task A_full_batch_is_sent_while_ids_still_arrive()
    {
        var held = new HeldRequests(Gateway);
        using SunoTaskPipeline pipeline = Client().OpenPipeline(new SunoFetchOptions { BatchSize = 2 }, Cancel);
        pipeline.TryAdd(TaskIds.Music(1));
        pipeline.TryAdd(TaskIds.Music(2));

        await held.ArrivedAsync();
        held.ReleaseAll();

        Assert.True(await pipeline.WaitToReadAsync());
        Assert.True(pipeline.TryRead(out SunoTaskResult first));
        Assert.Equal(TaskIds.Music(1), first.TaskId);
        Assert.True(pipeline.TryAdd(TaskIds.Music(3)));
    }

    [Fact]
    public async Task The_last_batch_is_sent_although_it_is_not_full()
    {
        List<SunoTaskResult> results = await StreamAsync(5, new SunoFetchOptions { BatchSize = 3 });

        Assert.Equal(5, results.Count(result => result.Task is not null));
        Assert.Equal([3, 2], Gateway.Log.Entries.Select(request => Wire.IdsOf(request).Length).OrderDescending());
    }

    [Fact]
    public async Task The_default_batch_size_is_that_of_the_connection()
    {
        SunoClient client = Client(NoRetry with { BatchSize = 4 });

        await client.GetTasksAsync(MusicIds(8), cancellationToken: Cancel).ToListAsync(Cancel);

        Assert.Equal([4, 4], Gateway.Log.Entries.Select(request => Wire.IdsOf(request).Length));
    }

    [Fact]
    public async Task The_action_goes_with_every_batch()
    {
        await StreamAsync(4, new SunoFetchOptions { BatchSize = 2, Action = "LYRICS" });

        Assert.Equal(2, Gateway.Log.Requests);
        Assert.All(
            Gateway.Log.Entries, request =>
                Assert.EndsWith(""","action":"LYRICS"}""", request.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_by_one_every_id_has_a_separate_GET()
    {
        List<SunoTaskResult> results = await StreamAsync(3, new SunoFetchOptions { OneByOne = true, BatchSize = 100 });

        Assert.Equal(3, results.Count(result => result.Task is not null));
        Assert.Equal(
            Enumerable.Range(0, 3).Select(number => $"GET /suno/fetch/{TaskIds.Music(number)}"),
            Gateway.Log.Entries.Select(request => $"{request.Method} {request.RawTarget}")
                .Order(StringComparer.Ordinal));
    }
}
