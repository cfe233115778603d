namespace SunoPS.Shared;

/// <summary>Keeps requests to this machine away from a proxy that the environment names.</summary>
internal static class LoopbackProxy
{
    private const string Loopback = "127.0.0.1,localhost";

    private static readonly string[] Names = ["no_proxy", "NO_PROXY"];

    /// <summary>
    /// Adds this machine to the hosts that this process, and all that it starts from now on, reach without a proxy.
    /// </summary>
    public static void Bypass()
    {
        string? hosts = Names.Select(Environment.GetEnvironmentVariable)
            .FirstOrDefault(value => !string.IsNullOrEmpty(value));
        foreach (string name in Names)
        {
            Environment.SetEnvironmentVariable(name, hosts is null ? Loopback : $"{hosts},{Loopback}");
        }
    }
}
