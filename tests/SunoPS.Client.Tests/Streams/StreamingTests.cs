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

        Assert.Equal(TaskIds.Music(1), (await pipeline.NextAsync()).TaskId);
        Assert.True(pipeline.TryAdd(TaskIds.Music(3)));
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
}
