namespace SunoPS.Client.Tests;

/// <summary>Tests that change the capabilities of the transport; no other test may run at the same time.</summary>
[CollectionDefinition(nameof(OlderRuntime), DisableParallelization = true)]
public sealed class OlderRuntime;

/// <summary>
/// .NET Framework does not send a body with GET: tasks of gateways with such batches are fetched one by one.
/// </summary>
[Collection(nameof(OlderRuntime))]
public sealed class SingleRequestTests : GatewayTests, IDisposable
{
    public SingleRequestTests()
    {
        Transport.CanSendBodyWithGet = false;
    }

    private SunoClient XSee => Client(At(SunoGateway.XSee, GatewayDialect.XSee), NoRetry with { ThrottleLimit = 3 });

    public void Dispose() => Transport.CanSendBodyWithGet = true;

    [Fact]
    public void This_runtime_can_send_a_body_with_GET() => Assert.True(Environment.Version.Major > 4);

    [Fact(Timeout = Deadlock)]
    public async Task Every_id_has_one_result_in_order()
    {
        string[] ids = [.. Enumerable.Range(0, 40).Select(number => TaskIds.Music(number))];
        ids[7] = TaskIds.Unknown(1);
        string[] asked = [.. ids, ids[3], "two\nlines"];

        List<SunoTaskResult> results = await XSee.GetTasksAsync(asked, options: null, Cancel)
            .ToListAsync(Cancel);

        Assert.Equal([.. ids, "two\nlines"], results.Select(result => result.TaskId));
        Assert.All(results, result => Assert.Equal(result.Task is null, result.Error is not null));
        Assert.Equal(SunoErrorKind.TaskNotFound, results[7].Error?.Kind);
        Assert.Equal(SunoErrorKind.InvalidArgument, results[40].Error?.Kind);
        Assert.Equal(2, results.Count(result => result.Task is null));
        AssertAskedSingly(ids);
    }

    [Fact(Timeout = Deadlock)]
    public async Task Requests_in_flight_stay_within_the_limit()
    {
        var held = new HeldRequests(Gateway);
        Task<List<SunoTaskResult>> all = XSee.GetTasksAsync(
            Enumerable.Range(0, 20).Select(number => TaskIds.Music(number)), options: null,
            Cancel).ToListAsync(Cancel).AsTask();

        await held.ArrivedAsync(3);
        held.ReleaseAll();

        Assert.Equal(20, (await all).Count);
        Assert.Equal(3, Gateway.Log.MaxInFlight);
    }

    [Fact]
    public async Task A_batch_gives_the_same_results()
    {
        string[] ids = [TaskIds.Music(1), TaskIds.Unknown(1), TaskIds.Music(2)];

        IReadOnlyList<SunoTaskResult> results = await XSee.GetTaskBatchAsync(ids, cancellationToken: Cancel);

        Assert.Equal(ids, results.Select(result => result.TaskId));
        Assert.Equal([null, SunoErrorKind.TaskNotFound, null], results.Select(result => result.Error?.Kind));
        AssertAskedSingly(ids);
    }

    [Fact(Timeout = Deadlock)]
    public async Task Waiting_fetches_tasks_one_by_one()
    {
        string[] ids = [TaskIds.Music(1), TaskIds.Music(2), TaskIds.Music(3)];

        List<SunoTaskResult> results = await XSee.WaitForTasksAsync(ids, cancellationToken: Cancel).ToListAsync(Cancel);

        Assert.Equal(ids, results.Select(result => result.Task?.TaskId).Order(StringComparer.Ordinal));
        AssertAskedSingly(ids);
    }

    [Fact]
    public async Task A_connection_is_tested_with_one_task()
    {
        SunoConnectionTest test = await XSee.TestAsync(Cancel);

        Assert.True(test.IsSuccess, test.Reason);
        Assert.All(Gateway.Log.Entries, request => Assert.Equal(("GET", ""), (request.Method, request.Body)));
    }

    [Fact]
    public async Task A_test_of_a_connection_is_not_retried()
    {
        Answer(new CannedAnswer { Status = 503, Body = "", Times = 2 });

        SunoConnectionTest test = await Client(
            At(SunoGateway.XSee, GatewayDialect.XSee),
            new SunoConnectionOptions { MaximumRetryCount = 1 }).TestAsync(Cancel);

        Assert.False(test.IsSuccess);
        Assert.Single(Gateway.Log.Entries);
    }

    [Fact]
    public async Task A_batch_by_POST_stays_a_batch()
    {
        await Client(At(SunoGateway.Ecovai, GatewayDialect.Ecovai)).GetTaskBatchAsync(
            [TaskIds.Music(1), TaskIds.Music(2)], cancellationToken: Cancel);

        Assert.Equal("POST", OnlyRequest.Method);
    }

    private void AssertAskedSingly(IEnumerable<string> ids)
    {
        Assert.Equal(
            ids.Select(id => $"/x-see/suno/fetch/{id}").Order(StringComparer.Ordinal),
            Gateway.Log.Entries.Select(request => request.RawTarget).Order(StringComparer.Ordinal));
        Assert.All(Gateway.Log.Entries, request => Assert.Equal(("GET", ""), (request.Method, request.Body)));
    }
}
