namespace SunoPS.Client.Tests.Submissions;

/// <summary>Retries of submissions.</summary>
public sealed class SubmissionRepeatTests : SubmissionTests
{
    [Fact]
    public async Task A_busy_response_is_retried()
    {
        Answer(Canned.Busy("0", 429) with { Times = 2 });

        SunoTask task = await SubmitAsync(Lyrics, Retry);

        Assert.Equal(Assert.Single(Gateway.Submissions.TaskIds), task.TaskId);
        Assert.Equal(3, Gateway.Log.Requests);
    }

    [Fact]
    public async Task A_submission_that_was_rejected_to_the_last_is_not_unknown()
    {
        Answer(Canned.Busy("0", 429) with { Times = 4 });

        Assert.Equal(SunoErrorKind.RateLimited, (await SubmitErrorAsync(Retry)).Kind);
        Assert.Equal(4, Gateway.Log.Requests);
    }

    [Fact]
    public async Task A_refused_connection_is_retried_and_certain()
    {
        using var deaf = new ReservedPort();
        SunoClient client = Client(
            SunoGateway.Custom with { BaseUri = deaf.BaseUri }, Retry with { MaximumRetryCount = 1 }, Listener);

        SunoApiException error = await ErrorOfAsync(() => client.SubmitAsync(Lyrics, Cancel));

        Assert.Equal(SunoErrorKind.ConnectionFailed, error.Kind);
        Assert.Equal(2, Listener.Sent);
    }

    [Fact]
    public async Task An_unknown_host_is_a_certain_failure()
    {
        SunoClient client = Client(SunoGateway.Custom with { BaseUri = new Uri("https://no-such-host.invalid/") });

        Assert.Equal(
            SunoErrorKind.ConnectionFailed,
            (await ErrorOfAsync(() => client.SubmitAsync(Lyrics, Cancel))).Kind);
    }

    [Fact]
    public async Task A_redirect_that_keeps_the_request_is_followed()
    {
        Gateway.Faults.Add(new GatewayFault { Kind = FaultKind.Redirect, Times = 1 });

        SunoTask task = await SubmitAsync(Lyrics);

        Assert.Equal(Assert.Single(Gateway.Submissions.TaskIds), task.TaskId);
        Assert.Equal(2, Gateway.Log.Requests);
    }

    [Fact]
    public async Task A_submission_whose_connection_breaks_after_the_request_is_not_retried()
    {
        ClientBuild.SkipForDesktop("No submission goes out on a connection that was used before.");
        const string Accepted = """{"code":"success","data":"abc-1"}""";
        await using var server = new RawServer(
            $"HTTP/1.1 200 OK\r\nContent-Length: {Accepted.Length}\r\n\r\n{Accepted}", "");
        SunoClient client = Client(SunoGateway.Custom with { BaseUri = server.Address }, Retry);
        Assert.Equal("abc-1", (await client.SubmitAsync(Lyrics, Cancel)).TaskId);

        SunoApiException error = await ErrorOfAsync(() => client.SubmitAsync(Lyrics, Cancel));

        Assert.Equal(SunoErrorKind.SubmissionUnknown, error.Kind);
        Assert.Equal((Connections: 1, Requests: 2), (server.Connections, server.Requests));
    }
}
