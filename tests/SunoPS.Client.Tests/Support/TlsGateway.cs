namespace SunoPS.Client.Tests;

/// <summary>Starts gateways with a certificate; skips the test if the system cannot create one.</summary>
internal static class TlsGateway
{
    public static Task<LocalGateway> StartAsync(LocalGatewayOptions options, CancellationToken cancellationToken)
    {
        Assert.SkipUnless(LocalGateway.CanUseTls, "This system cannot make the key of a certificate (Wine cannot).");
        return LocalGateway.StartAsync(options, cancellationToken);
    }
}
