using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SunoPS.Client.Tests.Submissions;

/// <summary>Retries of submissions.</summary>
public sealed class SubmissionRepeatTests : SubmissionTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_busy_response_is_retried(int status)
    {
        Answer(Canned.Busy("0", status) with { Times = 2 });

        SunoTask task = await SubmitAsync(Lyrics, Retry);

        Assert.Equal(Assert.Single(Gateway.Submissions.TaskIds), task.TaskId);
        Assert.Equal(3, Gateway.Log.Requests);
    }

    [Fact]
    public async Task A_submission_that_was_rejected_to_the_last_is_not_unknown()
    {
        Answer(Canned.Busy("0", 503) with { Times = 4 });

        Assert.Equal(SunoErrorKind.GatewayError, (await SubmitErrorAsync(Retry)).Kind);
        Assert.Equal(4, Gateway.Log.Requests);
    }

    [Fact]
    public async Task A_refused_connection_is_retried_and_certain()
    {
        using var deaf = new ReservedPort();
        var listener = new RecordingListener();
        SunoClient client = Client(
            SunoGateway.Custom with { BaseUri = deaf.BaseUri }, Retry with { MaximumRetryCount = 1 }, listener);

        SunoApiException error = await Assert.ThrowsAsync<SunoApiException>(() => client.SubmitAsync(Lyrics, Cancel));

        Assert.Equal(SunoErrorKind.ConnectionFailed, error.Kind);
        Assert.Equal(2, listener.Sent);
    }

    [Fact]
    public async Task An_unknown_host_is_a_certain_failure()
    {
        SunoClient client = Client(SunoGateway.Custom with { BaseUri = new Uri("https://no-such-host.invalid/") });

        Assert.Equal(
            SunoErrorKind.ConnectionFailed,
            (await Assert.ThrowsAsync<SunoApiException>(() => client.SubmitAsync(Lyrics, Cancel))).Kind);
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
        await using var server = new ForgetfulServer();
        SunoClient client = Client(SunoGateway.Custom with { BaseUri = server.Address }, Retry);
        Assert.Equal("abc-1", (await client.SubmitAsync(Lyrics, Cancel)).TaskId);

        SunoApiException error = await Assert.ThrowsAsync<SunoApiException>(() => client.SubmitAsync(Lyrics, Cancel));

        Assert.Equal(SunoErrorKind.SubmissionUnknown, error.Kind);
        Assert.Equal((Connections: 1, Requests: 2), (server.Connections, server.Requests));
    }

    /// <summary>Responds to the first request of a connection, and disconnects after it has read the second.</summary>
    private sealed class ForgetfulServer : IAsyncDisposable
    {
        private const string Answer = "{\"code\":\"success\",\"data\":\"abc-1\"}";

        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _work;

        public ForgetfulServer()
        {
            _listener.Start();
            _work = ServeAsync();
        }

        public Uri Address => new($"http://{_listener.LocalEndpoint}/");

        public int Connections { get; private set; }

        public int Requests { get; private set; }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _listener.Dispose();
            _stop.Dispose();
        }

        private async Task ServeAsync()
        {
            while (true)
            {
                using Socket client = await _listener.AcceptSocketAsync(_stop.Token);
                Connections++;
                await ReadRequestAsync(client);
                await client.SendAsync(
                    Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Answer.Length}\r\n\r\n{Answer}"),
                    _stop.Token);
                await ReadRequestAsync(client);
                client.Shutdown(SocketShutdown.Both);
            }
        }

        private async Task ReadRequestAsync(Socket client)
        {
            byte[] buffer = new byte[8192];
            int length = 0;
            while (!Encoding.ASCII.GetString(buffer, 0, length).EndsWith('}'))
            {
                length += await client.ReceiveAsync(buffer.AsMemory(length), _stop.Token);
            }

            Requests++;
        }
    }
}
