namespace SunoPS.Client.Tests;

/// <summary>Starts gateways that need a certificate; skips the test where the system cannot make one.</summary>
internal static class TlsGateway
{
    public static Task<LocalGateway> StartAsync(LocalGatewayOptions options, CancellationToken cancellationToken)
    {
        Assert.SkipUnless(LocalGateway.CanUseTls, "This system cannot make the key of a certificate (Wine cannot).");
        return LocalGateway.StartAsync(options, cancellationToken);
    }
}
