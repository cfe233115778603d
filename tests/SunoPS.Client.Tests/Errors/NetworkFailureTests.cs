namespace SunoPS.Client.Tests.Errors;

public sealed class NetworkFailureTests : GatewayTests
{
    [Fact]
    public async Task A_port_without_a_listener_is_a_failed_connection()
    {
        using var deaf = new ReservedPort();

        SunoApiException error = await FetchErrorFromAsync(deaf.BaseUri);

        Assert.Equal(SunoErrorKind.ConnectionFailed, error.Kind);
        Assert.Null(error.StatusCode);
        Assert.Contains($"{deaf.BaseUri}suno/fetch/any-id", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_a_failed_connection()
    {
        // A host name with such a long label is invalid, so it fails without a name server.
        string host = new string('x', 64) + ".invalid";

        SunoApiException error = await FetchErrorFromAsync(new Uri($"https://{host}/"));

        Assert.Equal(SunoErrorKind.ConnectionFailed, error.Kind);
        Assert.Contains(
            $"The host of https://{host}/suno/fetch/any-id was not found", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TLS_with_a_plain_http_server_is_a_failed_connection()
    {
        SunoApiException error = await FetchErrorFromAsync(new UriBuilder(Gateway.BaseUri) { Scheme = "https" }.Uri);

        Assert.Equal(SunoErrorKind.ConnectionFailed, error.Kind);
        Assert.Contains("secure", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_that_is_not_made_in_time_is_a_timeout_of_the_connection()
    {
        var exception = new OperationCanceledException("canceled", new TimeoutException());

        SunoApiException error = NetworkErrors.From(
            exception, "http://gateway.example", new("No response in time", Remedy.TryAgain), KeyMask.None);

        Assert.Equal(SunoErrorKind.Timeout, error.Kind);
        Assert.Contains("connection to http://gateway.example timed out", error.Message, StringComparison.Ordinal);
        Assert.True(error.IsTransient);
    }

    [Theory(Timeout = Deadlock)]
    [InlineData(FaultKind.HangBeforeHeaders, null)]
    [InlineData(FaultKind.HangInBody, 400)]
    public async Task A_response_that_does_not_end_in_time_is_a_timeout(FaultKind fault, int? status)
    {
        Gateway.Faults.Add(new GatewayFault { Kind = fault });

        SunoApiException error = await FetchErrorAsync(NoRetry with { TimeoutSec = 1 });

        Assert.Equal(
            (SunoErrorKind.Timeout, Remedy.RaiseTimeout, status), (error.Kind, error.Remedy, (int?)error.StatusCode));
        Assert.Contains("1 s", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"code\":", SunoErrorKind.InvalidResponse, 200)]
    [InlineData(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\n{\"code\":\r\n", SunoErrorKind.InvalidResponse, 200)]
    [InlineData("", SunoErrorKind.ConnectionFailed, null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le", SunoErrorKind.ConnectionFailed, null)]
    public async Task A_connection_that_ends_early_is_truncated_or_has_failed(
        string beginning, SunoErrorKind kind, int? status)
    {
        await using var server = new RawServer(beginning);

        SunoApiException error = await FetchErrorFromAsync(server.Address);

        Assert.Equal((kind, status), (error.Kind, (int?)error.StatusCode));
        Assert.Equal(status is not null, error.Message.Contains("truncated", StringComparison.Ordinal));
    }
}
