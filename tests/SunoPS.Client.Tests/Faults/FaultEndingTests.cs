namespace SunoPS.Client.Tests.Faults;

/// <summary>The state of the client and the local gateway after a fault.</summary>
public sealed class FaultEndingTests : GatewayTests
{
    [Theory(Timeout = Deadlock)]
    [InlineData(FaultKind.HangBeforeHeaders)]
    [InlineData(FaultKind.HangInBody)]
    [InlineData(FaultKind.Dribble)]
    [InlineData(FaultKind.EndlessBody)]
    public async Task The_gateway_detects_a_disconnect(FaultKind kind)
    {
        Gateway.Faults.Add(new GatewayFault { Kind = kind, Times = 1 });
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        Task<SunoTask> fetch = Client().GetTaskAsync(TaskIds.Music(1), patience.Token);
        while (Gateway.Faults.Struck == 0)
        {
            await Task.Delay(1, Cancel);
        }

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => fetch);
        while (Gateway.Log.InFlight > 0)
        {
            await Task.Delay(1, Cancel);
        }
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_reserved_port_can_be_used_after_its_release()
    {
        var port = new ReservedPort();
        var client = new SunoClient(
            new SunoConnection(
                SunoGateway.Custom with { BaseUri = port.BaseUri }, LocalGatewayOptions.DefaultApiKey, NoRetry));

        SunoApiException error = await Assert.ThrowsAsync<SunoApiException>(
            () => client.GetTaskAsync(TaskIds.Music(1), Cancel));
        port.Dispose();
        await using LocalGateway late = await LocalGateway.StartAsync(
            new LocalGatewayOptions { Port = port.Number }, Cancel);
        SunoTask task = await client.GetTaskAsync(TaskIds.Music(1), Cancel);

        Assert.Equal(SunoErrorKind.ConnectionFailed, error.Kind);
        Assert.Equal(TaskIds.Music(1), task.TaskId);
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_gateway_without_a_trusted_certificate_serves_only_clients_without_a_check()
    {
        await using LocalGateway tls = await TlsGateway.StartAsync(new LocalGatewayOptions { Tls = true }, Cancel);
        SunoGateway row = SunoGateway.Custom with { BaseUri = tls.BaseUri };

        SunoApiException error = await Assert.ThrowsAsync<SunoApiException>(
            () => new SunoClient(new SunoConnection(row, tls.ApiKey, NoRetry)).GetTaskAsync(TaskIds.Music(1), Cancel));
        SunoTask task = await new SunoClient(
            new SunoConnection(row, tls.ApiKey, NoRetry with { SkipCertificateCheck = true }))
            .GetTaskAsync(TaskIds.Music(1), Cancel);

        Assert.Equal(Uri.UriSchemeHttps, tls.BaseUri.Scheme);
        Assert.Equal(SunoErrorKind.ConnectionFailed, error.Kind);
        Assert.Equal(TaskIds.Music(1), task.TaskId);
        Assert.Equal(1, tls.Log.Requests);
    }
}
