namespace SunoPS.Client.Tests.Waits;

/// <summary>Waits without unfinished tasks, and limits that exceed timers.</summary>
public sealed class EndOfWaitTests : ManualWaits
{
    public static TheoryData<int, string> Hopeless => new()
    {
        { 404, "404 page not found" },
        { 405, "405 method not allowed" },
        { 404, "<html><title>Not here</title></html>" },
        { 200, "<html><title>Welcome</title></html>" },
        { 200, """{"hello":"world"}""" },
        { 200, "" },
        { 501, "Not implemented" },
        { 501, """{"error":{"message":"Not implemented","type":"new_api_error","code":""}}""" },
        { 400, """{"code":"invalid_request","message":"action is required"}""" },
    };

    [Theory(Timeout = Deadlock)]
    [MemberData(nameof(Hopeless))]
    public async Task An_address_that_is_not_a_gateway_ends_the_wait_after_three_rounds(int status, string body)
    {
        Answer(new CannedAnswer { Status = status, Body = body, ContentType = "text/html", Times = 100 });
        Task<List<SunoTaskResult>> wait = WaitAsync(["a", "b"]);
        await PassWaitsAsync(2);

        List<SunoTaskResult> results = await wait;
        Assert.Equal(["a", "b"], results.Select(result => result.TaskId));
        Assert.All(results, result =>
        {
            Assert.Equal(
                status == 200 ? SunoErrorKind.InvalidResponse : SunoErrorKind.GatewayError, result.Error?.Kind);
            Assert.Equal(status, (int)result.Error!.StatusCode!);
        });
        Assert.NotSame(results[0].Error, results[1].Error);
        Assert.Equal(3, Gateway.Log.Requests);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_server_without_HTTP_ends_the_wait_too()
    {
        ClientBuild.SkipForDesktop("Only the exceptions of .NET Framework itself say so there.");
        await using var server = new RawServer("SSH-2.0-OpenSSH_9.6\r\n");
        SunoClient client = Client(SunoGateway.Custom with { BaseUri = server.Address });
        Task<List<SunoTaskResult>> wait = WaitAsync(["a"], client: client);
        await PassWaitsAsync(2);

        Assert.Equal(SunoErrorKind.InvalidResponse, Assert.Single(await wait).Error?.Kind);
    }

    [Theory(Timeout = Deadlock)]
    [Values(500, 502, 505, 429, 408)]
    [InlineData(503, """{"error":{"message":"No available channel for model suno","type":"new_api_error"}}""")]
    [InlineData(599, """{"error":{"message":"Upstream is away","type":"new_api_error"}}""")]
    [InlineData(200, """{"code":"fail","message":"The upstream is busy","data":null}""")]
    public async Task Faults_of_a_gateway_that_can_pass_do_not_end_the_wait(
        int status, string body = "<html>Bad</html>")
    {
        Answer(new CannedAnswer { Status = status, Body = body, ContentType = "text/html", Times = 4 });
        Task<List<SunoTaskResult>> wait = WaitAsync([TaskIds.Music(1)]);
        await PassWaitsAsync(4);

        Assert.NotNull(Assert.Single(await wait).Task);
    }

    [Fact(Timeout = Deadlock)]
    public async Task Only_consecutive_rounds_count()
    {
        var lost = new CannedAnswer { Status = 404, Body = "" };
        CannedAnswer denied = lost with { Status = 403 };
        var running = new CannedAnswer { Body = Wire.Many("""{"task_id":"a","status":"IN_PROGRESS"}""") };
        Answer(lost, denied, running, denied, lost, new CannedAnswer { Status = 503, Body = "" }, lost, lost);
        Answer(new CannedAnswer { Body = Wire.Many(Wire.Task("a")) });
        Task<List<SunoTaskResult>> wait = WaitAsync(["a"]);
        await PassWaitsAsync(8);

        Assert.NotNull(Assert.Single(await wait).Task);
    }

    [Theory(Timeout = Deadlock)]
    [Values("5000000", "2147483647", "Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task A_gateway_is_polled_again_after_five_minutes_whatever_it_requests(string retryAfter)
    {
        Answer(Canned.Busy(retryAfter, status: 429));
        Task<List<SunoTaskResult>> wait = WaitAsync([TaskIds.Music(1)]);

        Assert.Equal(TimeSpan.FromMinutes(5), await PassNextWaitAsync());

        Assert.NotNull(Assert.Single(await wait).Task);
    }

    [Theory(Timeout = Deadlock)]
    [Values(5_000_000, int.MaxValue, 922_337_203_685)]
    public async Task A_limit_too_large_for_a_timer_is_that_of_the_timer(long seconds)
    {
        var options = new SunoWaitOptions
            { Timeout = TimeSpan.FromSeconds(seconds), PollingInterval = TimeSpan.FromDays(100) };
        Task<List<SunoTaskResult>> wait = WaitAsync([TaskIds.Progressing(1)], options);

        // The rounds have time limits, and are followed by waits.
        var longest = TimeSpan.FromMilliseconds(int.MaxValue);
        Assert.Equal(longest, await Time.NextWaitAsync());
        Assert.Equal(longest - TimeSpan.FromSeconds(1), await PassNextWaitAsync());
        await Time.NextWaitAsync();
        await PassNextWaitAsync();

        Assert.Equal(SunoErrorKind.Timeout, Assert.Single(await wait).Error?.Kind);
    }

    [Fact(Timeout = Deadlock)]
    public async Task An_unknown_id_counts_as_not_found_and_not_as_failed()
    {
        await WaitAsync([TaskIds.Music(1), TaskIds.Failed(2), TaskIds.Unknown(3), TaskIds.Unknown(4)]);

        SunoWaitProgress last = Assert.Single(Progress);
        Assert.Equal((4, 1, 1, 2, 0), (last.Total, last.Succeeded, last.Failed, last.NotFound, last.Running));
        Assert.Equal(1, last.Fraction);
    }
}
