namespace SunoPS.Client.Tests.Waits;

/// <summary>Waiting for tasks with a manual clock.</summary>
public sealed class WaitTests : ManualWaits
{
    [Fact(Timeout = Deadlock)]
    public async Task Only_unfinished_tasks_are_polled_again()
    {
        string[] ids =
        [TaskIds.Progressing(1), TaskIds.Music(2), TaskIds.Unknown(3), TaskIds.Failed(4), "\n", TaskIds.Progressing(1)];
        Task<List<SunoTaskResult>> wait = WaitAsync(ids);
        await PassWaitsAsync(4);

        Assert.Equal(
            [
                (TaskIds.Music(2), null),
                (TaskIds.Unknown(3), SunoErrorKind.TaskNotFound),
                (TaskIds.Failed(4), null),
                ("\n", SunoErrorKind.InvalidArgument),
                (TaskIds.Progressing(1), (SunoErrorKind?)null),
            ],
            (await wait).Select(result => (result.TaskId, result.Error?.Kind)));
        Assert.Equal([4, 1, 1, 1, 1], Gateway.Log.Entries.Select(request => Wire.IdsOf(request).Length));
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_round_that_fails_does_not_end_the_wait()
    {
        Answer(new CannedAnswer { Status = 502, Body = Wire.Refusal("bad_gateway", "upstream is down") });
        Task<List<SunoTaskResult>> wait = WaitAsync([TaskIds.Music(1)]);

        await PassNextWaitAsync();

        Assert.NotNull(Assert.Single(await wait).Task);
        Assert.Contains("upstream is down", Progress[0].Fault, StringComparison.Ordinal);
        Assert.Null(Progress[^1].Fault);
    }

    [Fact(Timeout = Deadlock)]
    public async Task At_the_time_limit_each_unfinished_task_is_an_error_with_its_state()
    {
        string[] ids = [TaskIds.Progressing(1), TaskIds.Progressing(2)];
        Task<List<SunoTaskResult>> wait = WaitAsync(ids, new SunoWaitOptions { Timeout = TimeSpan.FromSeconds(12) });

        // Each round is limited by the remaining time, and followed by a wait; the last begins a second before its end.
        TimeSpan[] bounds = new TimeSpan[4];
        TimeSpan[] waits = new TimeSpan[4];
        for (int i = 0; i < 4; i++)
        {
            bounds[i] = await Time.NextWaitAsync();
            waits[i] = await PassNextWaitAsync();
        }

        List<SunoTaskResult> results = await wait;
        Assert.Equal([12, 7, 2, 1], bounds.Select(bound => bound.TotalSeconds));
        Assert.Equal([5, 5, 1, 1], waits.Select(bound => bound.TotalSeconds));
        Assert.Equal(ids, results.Select(result => result.TaskId));
        Assert.All(results, result =>
        {
            Assert.Equal(SunoErrorKind.Timeout, result.Error?.Kind);
            Assert.Contains("12 s", result.Error!.Message, StringComparison.Ordinal);
            Assert.Contains("InProgress (70%)", result.Error.Message, StringComparison.Ordinal);
        });
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_task_that_was_never_seen_times_out_with_the_last_fault()
    {
        Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.Status, Status = 502, IsHtml = true });
        Task<List<SunoTaskResult>> wait = WaitAsync(
            [TaskIds.Music(1)], new SunoWaitOptions { Timeout = TimeSpan.FromSeconds(1) });
        await Time.NextWaitAsync();
        await PassNextWaitAsync();

        SunoApiException error = Assert.Single(await wait).Error!;

        Assert.Equal(SunoErrorKind.Timeout, error.Kind);
        Assert.Contains("the last poll failed", error.Message, StringComparison.Ordinal);
        Assert.Contains("502 Bad Gateway", error.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_round_that_hangs_ends_at_the_time_limit()
    {
        var held = new HeldRequests(Gateway);
        Task<List<SunoTaskResult>> wait = WaitAsync(
            [TaskIds.Music(1)], new SunoWaitOptions { Timeout = TimeSpan.FromSeconds(12) });
        await held.ArrivedAsync();

        Assert.Equal(TimeSpan.FromSeconds(12), await PassNextWaitAsync());

        Assert.Equal(SunoErrorKind.Timeout, Assert.Single(await wait).Error?.Kind);
        await held.AbandonedAsync();
    }

    [Fact(Timeout = Deadlock)]
    public async Task In_a_long_wait_the_rounds_come_less_often_up_to_a_bound()
    {
        Answer(
            new CannedAnswer { Body = Wire.Many("""{"task_id":"slow","status":"IN_PROGRESS"}"""), Times = 60 },
            new CannedAnswer { Body = Wire.Many(Wire.Task("slow")) });
        Task<List<SunoTaskResult>> wait = WaitAsync(["slow"]);
        List<TimeSpan> waits = [];
        for (int i = 0; i < 60; i++)
        {
            waits.Add(await PassNextWaitAsync());
        }

        await wait;
        Assert.All(waits.Take(12), passed => Assert.Equal(TimeSpan.FromSeconds(5), passed));
        Assert.InRange(waits[13], TimeSpan.FromSeconds(5.5), TimeSpan.FromSeconds(10));
        Assert.Equal(waits.Order(), waits);
        Assert.Equal(TimeSpan.FromSeconds(30), Assert.Single(waits.TakeLast(20).Distinct()));
    }

    [Fact(Timeout = Deadlock)]
    public async Task Progress_is_reported_after_every_round()
    {
        Task<List<SunoTaskResult>> wait = WaitAsync(
            [TaskIds.Music(1), TaskIds.Failed(2), TaskIds.Progressing(3), TaskIds.Progressing(4)]);
        await PassWaitsAsync(4);

        await wait;
        Assert.Equal(
            [(4, 1, 1, 0), (4, 1, 1, 0), (4, 1, 1, 30), (4, 1, 1, 70), (4, 3, 1, -1)],
            Progress.Select(told => (told.Total, told.Succeeded, told.Failed, told.MeanProgress ?? -1)));
        Assert.Equal([0.5, 0.5, 0.65, 0.85, 1], Progress.Select(told => told.Fraction));
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_task_that_three_polls_in_a_row_omit_is_not_found_and_does_not_count_as_running()
    {
        const string running = """{"task_id":"b","progress":"20%"}""";
        CannedAnswer without = new() { Body = Wire.Many(running) };
        CannedAnswer with = new() { Body = Wire.Many("""{"task_id":"a","progress":"80%"}""", running) };
        Answer(with, without, without, with, without, without, without);
        Answer(new CannedAnswer { Body = Wire.Many(Wire.Task("b")) });
        Task<List<SunoTaskResult>> wait = WaitAsync(["a", "b"]);
        await PassWaitsAsync(7);

        Assert.Equal([SunoErrorKind.TaskNotFound, null], (await wait).Select(result => result.Error?.Kind));
        Assert.Equal([50, 50, 50, 50, 50, 50, 20, null], Progress.Select(told => told.MeanProgress));
    }

    [Fact(Timeout = Deadlock)]
    public async Task Canceling_ends_the_wait()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task<List<SunoTaskResult>> wait = WaitAsync([TaskIds.Progressing(1)], cancellationToken: cancellation.Token);
        await Time.NextWaitAsync();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
    }

    [Theory(Timeout = Deadlock)]
    [Values(200, 401)]
    public async Task A_wait_that_ends_early_cancels_the_requests_in_flight(int status)
    {
        int arrived = 0;
        var held = new HeldRequests(Gateway, _ => Interlocked.Increment(ref arrived) == 1, othersWaitFor: 1);
        Answer(new CannedAnswer { Status = status, Body = Wire.Many(Wire.Task("a"), Wire.Task("b")) });
        await foreach (SunoTaskResult result in Client(NoRetry with { BatchSize = 1 })
            .WaitForTasksAsync(["a", "b"], cancellationToken: Cancel))
        {
            Assert.Equal(status == 401 ? SunoErrorKind.Unauthorized : null, result.Error?.Kind);
            if (status == 200)
            {
                break;
            }
        }

        await held.AbandonedAsync();
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_new_task_may_be_missing_for_a_minute()
    {
        SunoClient client = Client();
        client.Connection.AddSubmitted("new", Time);
        Answer(
            new CannedAnswer { Body = Wire.Many(), Times = 3 },
            new CannedAnswer { Body = Wire.Many(Wire.Task("new")) });
        Task<List<SunoTaskResult>> wait = WaitAsync(["new"], client: client);
        await PassWaitsAsync(3);

        Assert.NotNull(Assert.Single(await wait).Task);
        Assert.All(Progress, progress => Assert.Null(progress.Fault));
    }

    [Fact(Timeout = Deadlock)]
    public async Task After_a_minute_a_missing_task_is_not_found()
    {
        SunoClient client = Client();
        client.Connection.AddSubmitted("lost", Time);
        Answer(new CannedAnswer { Body = Wire.Many(), Times = 100 });
        Task<List<SunoTaskResult>> wait = WaitAsync(["lost", "never submitted"], client: client);
        await PassWaitsAsync(12);

        Assert.Equal(
            [("never submitted", SunoErrorKind.TaskNotFound), ("lost", SunoErrorKind.TaskNotFound)],
            (await wait).Select(result => (result.TaskId, result.Error!.Kind)));
        Assert.Equal(13, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_task_of_another_connection_is_polled_there()
    {
        await using LocalGateway other = await LocalGateway.StartAsync(cancellationToken: Cancel);
        var there = new SunoConnection(SunoGateway.Custom with { BaseUri = other.BaseUri }, other.ApiKey);
        SunoTaskReference[] references =
            [new(TaskIds.Music(1)), new(TaskIds.Music(1)) { Connection = there }, new(TaskIds.Music(1))];

        List<SunoTaskResult> results = await Client().WaitForTasksAsync(references, cancellationToken: Cancel)
            .ToListAsync(Cancel);

        Assert.Equal(
            references.Take(2),
            results.Select(result => result.Reference).OrderBy(reference => reference.Connection is not null));
        Assert.Equal((1, 1), (Gateway.Log.Requests, other.Log.Requests));
    }

    [Fact]
    public async Task No_ids_are_no_wait()
    {
        Assert.Empty(await WaitAsync([]));
        Assert.Empty(Gateway.Log.Entries);
    }
}
