namespace SunoPS.Client.Tests;

/// <summary>The version of HTTP.</summary>
public sealed class ProtocolVersionTests : GatewayTests
{
    private static readonly SunoConnectionOptions Options = new()
        { MaximumRetryCount = 0, SkipCertificateCheck = true };

    [Fact(Timeout = Deadlock)]
    public async Task Fetches_use_http_2_if_the_gateway_offers_it()
    {
        ClientBuild.SkipForDesktop(".NET Framework speaks HTTP/1.1 alone.");
        await using LocalGateway gateway = await TlsGateway.StartAsync(
            new LocalGatewayOptions { Tls = true, Http2 = true }, Cancel);
        SunoClient client = Open(gateway, "");

        await client.GetTaskAsync(TaskIds.Music(1), Cancel);
        await client.GetTaskBatchAsync([TaskIds.Music(1), TaskIds.Music(2)], cancellationToken: Cancel);
        await Open(gateway, "x-see", SunoBatchMethod.Get).GetTaskBatchAsync(
            [TaskIds.Music(1)], cancellationToken: Cancel);

        Assert.Equal(3, gateway.Log.Requests);
        Assert.All(gateway.Log.Entries, entry => Assert.Equal("HTTP/2", entry.Protocol));
    }

    [Fact(Timeout = Deadlock)]
    public async Task A_submission_uses_http_1()
    {
        await using LocalGateway gateway = await TlsGateway.StartAsync(
            new LocalGatewayOptions { Tls = true, Http2 = true }, Cancel);

        await Open(gateway, "").SubmitAsync(new SunoLyricsSubmission { Prompt = "a shanty" }, Cancel);

        Assert.Equal("HTTP/1.1", Assert.Single(gateway.Log.Entries).Protocol);
    }

    [Fact(Timeout = Deadlock)]
    public async Task Without_encryption_it_is_http_1()
    {
        await Client().GetTaskAsync(TaskIds.Music(1), Cancel);

        Assert.Equal("HTTP/1.1", Assert.Single(Gateway.Log.Entries).Protocol);
    }

    private static SunoClient Open(LocalGateway gateway, string path, SunoBatchMethod method = SunoBatchMethod.Post) =>
        new(new SunoConnection(
            SunoGateway.Custom with
            {
                BaseUri = new Uri(gateway.BaseUri, path),
                BatchMethod = method,
                AuthenticationScheme = path.Length > 0 ? SunoAuthenticationScheme.Raw : SunoAuthenticationScheme.Bearer,
            },
            gateway.ApiKey,
            Options));
}
