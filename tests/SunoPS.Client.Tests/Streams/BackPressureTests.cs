namespace SunoPS.Client.Tests.Streams;

/// <summary>A slow reader delays requests.</summary>
public sealed class BackPressureTests : GatewayTests
{
    [Fact(Timeout = Deadlock)]
    public async Task Unread_responses_make_no_room_for_further_requests()
    {
        using SunoTaskPipeline pipeline = Open(throttleLimit: 2);
        Assert.True(pipeline.TryAdd(TaskIds.Music(0)));
        Assert.True(pipeline.TryAdd(TaskIds.Music(1)));

        await Listener.NextAsync(SunoRequestEventKind.Response);
        await Listener.NextAsync(SunoRequestEventKind.Response);

        Assert.True(pipeline.TryAdd(TaskIds.Music(2)));
        Assert.False(pipeline.TryAdd(TaskIds.Music(3)));
        Assert.Equal(2, Listener.Sent);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_result_that_is_read_makes_room_for_one_request()
    {
        using SunoTaskPipeline pipeline = Open(throttleLimit: 2);
        pipeline.TryAdd(TaskIds.Music(0));
        pipeline.TryAdd(TaskIds.Music(1));

        Assert.Equal(TaskIds.Music(0), (await pipeline.NextAsync()).TaskId);
        Assert.True(pipeline.TryAdd(TaskIds.Music(2)));
        Assert.True(pipeline.TryAdd(TaskIds.Music(3)));
        Assert.False(pipeline.TryAdd(TaskIds.Music(4)));
        Assert.Equal(3, Listener.Sent);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_waiting_batch_is_sent_before_the_results_that_make_room_are_read()
    {
        using SunoTaskPipeline pipeline = Open(throttleLimit: 2);
        pipeline.TryAdd(TaskIds.Music(0));
        pipeline.TryAdd(TaskIds.Music(1));
        pipeline.TryAdd(TaskIds.Music(2));
        Assert.Equal(2, Listener.Sent);

        Assert.True(await pipeline.WaitToReadAsync());
        Assert.True(pipeline.TryRead(out _));

        Assert.Equal(3, Listener.Sent);
    }

    [Fact]
    public void An_id_that_was_rejected_at_the_limit_can_be_added_again()
    {
        using SunoTaskPipeline pipeline = Open(throttleLimit: 1);
        pipeline.TryAdd("\n");
        pipeline.TryAdd("\r");

        Assert.False(pipeline.TryAdd("\t"));
        Assert.True(pipeline.TryRead(out _));
        Assert.True(pipeline.TryAdd("\t"));
        Assert.True(pipeline.TryRead(out _));
        Assert.True(pipeline.TryRead(out SunoTaskResult third));
        Assert.Equal("\t", third.TaskId);
    }

    [Fact]
    public void A_repeated_id_needs_no_room()
    {
        using SunoTaskPipeline pipeline = Open(throttleLimit: 1);
        pipeline.TryAdd(TaskIds.Music(0));

        Assert.True(pipeline.TryAdd(TaskIds.Music(0)));
        Assert.Equal(1, Listener.Sent);
    }

    private SunoTaskPipeline Open(int throttleLimit) =>
        Client(listener: Listener).OpenPipeline(
            new SunoFetchOptions { BatchSize = 1, ThrottleLimit = throttleLimit }, Cancel);
}
