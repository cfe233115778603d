namespace SunoPS.Client.Tests.Batches;

public sealed class BatchOrderTests : GatewayTests
{
    [Fact(Timeout = Deadlock)]
    public async Task Tasks_of_several_gateways_keep_the_order_of_the_input()
    {
        await using LocalGateway other = await LocalGateway.StartAsync(cancellationToken: Cancel);
        var there = new SunoConnection(SunoGateway.Custom with { BaseUri = other.BaseUri }, other.ApiKey);
        SunoTaskReference[] references =
        [
            new(TaskIds.Music(1)),
            new(TaskIds.Music(1)) { Connection = there },
            new(TaskIds.Music(2)) { Connection = there },
            new(TaskIds.Music(2)),
        ];
        using SunoTaskPipeline pipeline = Client().OpenPipeline(cancellationToken: Cancel);
        Assert.All(references, reference => Assert.True(pipeline.TryAdd(reference)));
        pipeline.CompleteAdding();
        List<SunoTaskResult> results = await pipeline.DrainAsync();

        Assert.Equal(references, results.Select(result => result.Reference));
        Assert.All(results, result => Assert.NotNull(result.Task));
        Assert.Equal([1, 1], Gateway.Log.Entries.Select(request => Wire.IdsOf(request).Length));
        Assert.Equal([2], other.Log.Entries.Select(request => Wire.IdsOf(request).Length));
    }

    [Fact]
    public async Task A_stream_of_many_batches_keeps_the_order_of_the_ids_not_of_the_responses()
    {
        string[] ids = [.. Enumerable.Range(0, 300).Select(number => TaskIds.Music(number * 7919 % 300))];

        List<SunoTaskResult> results = await StreamAsync(
            ids, new SunoFetchOptions { BatchSize = 7, ThrottleLimit = 5 });

        Assert.Equal(ids, results.Select(result => result.TaskId));
        Assert.Equal(ids, results.Select(result => result.Task?.TaskId));
        Assert.Equal(43, Gateway.Log.Requests);
    }

    [Fact]
    public async Task Single_results_are_in_input_order_although_the_first_response_is_last()
    {
        var held = new HeldRequests(Gateway, request => request.Path.Value!.EndsWith("slow", StringComparison.Ordinal));
        Answer(
            new CannedAnswer { IdContains = "slow", Body = Wire.One(Wire.Task("slow")) },
            new CannedAnswer { IdContains = "fast", Body = Wire.One(Wire.Task("fast")) });
        await using IAsyncEnumerator<SunoTaskResult> results = Client(listener: Listener)
            .GetTasksAsync(
                ["slow", "fast"], new SunoFetchOptions { OneByOne = true },
                Cancel).GetAsyncEnumerator(Cancel);

        ValueTask<bool> first = results.MoveNextAsync();
        await Listener.NextAsync(SunoRequestEventKind.Response);
        held.ReleaseAll();

        Assert.True(await first);
        Assert.Equal("slow", results.Current.Task?.TaskId);
        Assert.True(await results.MoveNextAsync());
        Assert.Equal("fast", results.Current.Task?.TaskId);
    }
}
