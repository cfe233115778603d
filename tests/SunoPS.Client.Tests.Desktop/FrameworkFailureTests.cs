using System.Security.Authentication;

namespace SunoPS.Client.Tests;

/// <summary>
/// The exceptions of .NET Framework, thrown by a handler: they become the same errors as those of .NET.
/// </summary>
public sealed class FrameworkFailureTests
{
    private static readonly Uri Address = new("https://gateway.example/suno/fetch");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WebExceptionStatus.NameResolutionFailure, SunoErrorKind.ConnectionFailed, "was not found", true)]
    [InlineData(WebExceptionStatus.ConnectFailure, SunoErrorKind.ConnectionFailed, "The connection to", true)]
    [InlineData(WebExceptionStatus.ReceiveFailure, SunoErrorKind.ConnectionFailed, "The connection to", true)]
    [InlineData(WebExceptionStatus.KeepAliveFailure, SunoErrorKind.ConnectionFailed, "The connection to", true)]
    [InlineData(WebExceptionStatus.SecureChannelFailure, SunoErrorKind.ConnectionFailed, "The connection to", true)]
    [InlineData(WebExceptionStatus.RequestProhibitedByProxy, SunoErrorKind.ConnectionFailed, "The proxy", false)]
    [InlineData(WebExceptionStatus.ProxyNameResolutionFailure, SunoErrorKind.ConnectionFailed, "The proxy", false)]
    [InlineData(
        WebExceptionStatus.ServerProtocolViolation, SunoErrorKind.InvalidResponse, "a valid HTTP response", false)]
    [InlineData(
        WebExceptionStatus.MessageLengthLimitExceeded, SunoErrorKind.InvalidResponse, "a valid HTTP response", false)]
    public async Task A_failed_request_reports_the_reason(
        WebExceptionStatus status, SunoErrorKind kind, string said, bool isTransient)
    {
        var failure = new HttpRequestException(
            "An error occurred while sending the request.", new WebException("The reason.", status));

        SunoApiException error = await ErrorOfAsync(() => throw failure);

        Assert.Equal(kind, error.Kind);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);

        // The error does not quote the invalid response.
        Assert.Equal(
            kind != SunoErrorKind.InvalidResponse, error.Message.Contains("The reason.", StringComparison.Ordinal));
        Assert.Equal(isTransient, error.IsTransient);
    }

    [Fact]
    public async Task A_rejected_certificate_is_named()
    {
        var inner = new WebException(
            "No trust.", new AuthenticationException("The remote certificate is invalid."),
            WebExceptionStatus.TrustFailure, response: null);

        SunoApiException error = await ErrorOfAsync(() => throw new HttpRequestException("Sending failed.", inner));

        Assert.Contains("The remote certificate is invalid.", error.Message, StringComparison.Ordinal);
        Assert.Equal(Remedy.CheckCertificate, error.Remedy);
    }

    [Fact]
    public async Task A_body_that_is_truncated_in_the_stream_is_retried()
    {
        SunoApiException error = await ErrorOfAsync(
            () => new BrokenStream(() => throw new IOException("The connection was closed.")));

        Assert.Equal(SunoErrorKind.InvalidResponse, error.Kind);
        Assert.Contains("truncated", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsTransient);
    }

    [Fact]
    public async Task A_body_that_is_shorter_than_announced_is_retried()
    {
        SunoApiException error = await ErrorOfAsync(() => new MemoryStream("""{"code":"""u8.ToArray()), length: 1000);

        Assert.Contains("truncated", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsTransient);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_read_that_ignores_its_token_ends_in_time()
    {
        SunoApiException error = await ErrorOfAsync(() => new BrokenStream(onRead: null));

        Assert.Equal(SunoErrorKind.Timeout, error.Kind);
    }

    private static async Task<SunoApiException> ErrorOfAsync(Func<Stream> open, long? length = null)
    {
        var options = new SunoConnectionOptions
        {
            TimeoutSec = 1,
            MaximumRetryCount = 0,
            MaximumResponseBytes = 100_000,
        };
        using var handler = new RetryHandler(
            options, KeyMask.None, proxy: null, TimeProvider.System, new FrameworkHandler(open, length));
        using var invoker = new HttpMessageInvoker(handler);
        using var request = new GatewayRequest(HttpMethod.Get, Address);
        return await Assert.ThrowsAsync<SunoApiException>(() => invoker.SendAsync(request, Cancel));
    }

    private sealed class FrameworkHandler(Func<Stream> open, long? length) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage { Content = new StreamContent(open()), RequestMessage = request };
            response.Content.Headers.ContentLength = length;
            return Task.FromResult(response);
        }
    }

    /// <summary>A stream as on .NET Framework: a read blocks until data arrives or the stream is closed.</summary>
    private sealed class BrokenStream(Action? onRead) : MemoryStream
    {
        private readonly TaskCompletionSource<int> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            onRead?.Invoke();
            return _closed.Task;
        }

        protected override void Dispose(bool disposing)
        {
            _closed.TrySetException(new ObjectDisposedException(nameof(BrokenStream)));
            base.Dispose(disposing);
        }
    }
}
