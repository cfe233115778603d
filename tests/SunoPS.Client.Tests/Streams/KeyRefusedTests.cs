using Microsoft.AspNetCore.Http;

namespace SunoPS.Client.Tests.Streams;

public sealed class KeyRefusedTests : GatewayTests
{
    private static readonly CannedAnswer Unauthorized = new()
        { Status = 401, Body = Wire.Error("Invalid token"), Times = 100 };

    [Theory(Timeout = Deadlock)]
    [InlineData(401, "Invalid token", SunoErrorKind.Unauthorized)]
    [InlineData(403, "no access to this model", SunoErrorKind.Forbidden)]
    public async Task The_rejection_is_the_only_result_and_nothing_is_sent_after_it(
        int status, string words, SunoErrorKind kind)
    {
        Answer(new CannedAnswer { Status = status, Body = Wire.Error(words), Times = 100 });

        List<SunoTaskResult> results = await StreamAsync(50, new SunoFetchOptions { BatchSize = 2, ThrottleLimit = 1 });

        SunoTaskResult refusal = Assert.Single(results);
        Assert.Equal((TaskIds.Music(0), kind), (refusal.TaskId, refusal.Error?.Kind));
        Assert.Equal(1, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task Earlier_requests_in_flight_keep_their_results()
    {
        var held = new HeldRequests(Gateway, request => IsFor(request, 0), othersWaitFor: 1);
        Answer(Unauthorized with { Path = TaskIds.Music(1) });
        using SunoTaskPipeline pipeline = Open(throttleLimit: 2);
        pipeline.TryAdd(TaskIds.Music(0));
        pipeline.TryAdd(TaskIds.Music(1));
        await held.ArrivedAsync();
        held.ReleaseAll();

        Assert.Equal(TaskIds.Music(0), (await pipeline.NextAsync()).Task?.TaskId);
        Assert.Equal(SunoErrorKind.Unauthorized, (await pipeline.NextAsync()).Error?.Kind);
        Assert.False(await pipeline.WaitToReadAsync());
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_rejection_cancels_later_requests_in_flight()
    {
        var held = new HeldRequests(Gateway, request => IsFor(request, 1), othersWaitFor: 1);
        Answer(Unauthorized with { Path = TaskIds.Music(0) });
        using SunoTaskPipeline pipeline = Open(throttleLimit: 2);
        pipeline.TryAdd(TaskIds.Music(0));
        pipeline.TryAdd(TaskIds.Music(1));

        Assert.Equal(SunoErrorKind.Unauthorized, (await pipeline.NextAsync()).Error?.Kind);
        await held.AbandonedAsync();
        Assert.False(await pipeline.WaitToReadAsync());
        Assert.False(pipeline.TryRead(out _));
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_rejection_with_a_success_status_counts_too()
    {
        Answer(new CannedAnswer { Body = Wire.Refusal("invalid_request", "unauthorized secret token"), Times = 100 });

        List<SunoTaskResult> results = await StreamAsync(
            10, new SunoFetchOptions { OneByOne = true, ThrottleLimit = 1 });

        Assert.Equal(SunoErrorKind.Unauthorized, Assert.Single(results).Error?.Kind);
        Assert.Equal(1, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task The_pipeline_sends_nothing_for_ids_that_are_added_after_a_rejection()
    {
        Answer(Unauthorized);
        using SunoTaskPipeline pipeline = Client(listener: Listener).OpenPipeline(
            new SunoFetchOptions { OneByOne = true }, Cancel);
        pipeline.TryAdd(TaskIds.Music(0));
        Assert.Equal(SunoErrorKind.Unauthorized, (await pipeline.NextAsync()).Error?.Kind);

        pipeline.TryAdd(TaskIds.Music(1));
        pipeline.CompleteAdding();

        Assert.False(await pipeline.WaitToReadAsync());
        Assert.False(pipeline.TryRead(out _));
        Assert.Equal(1, Listener.Sent);
    }

    private SunoTaskPipeline Open(int throttleLimit) =>
        Client().OpenPipeline(new SunoFetchOptions { OneByOne = true, ThrottleLimit = throttleLimit }, Cancel);

    private static bool IsFor(HttpRequest request, int number) =>
        request.Path.Value!.EndsWith(TaskIds.Music(number), StringComparison.Ordinal);
}
