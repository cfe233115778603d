namespace SunoPS.Shared;

/// <summary>Excludes this machine from a proxy in the environment.</summary>
internal static class LoopbackProxy
{
    private const string Loopback = "127.0.0.1,localhost";

    private static readonly string[] Names = ["no_proxy", "NO_PROXY"];

    /// <summary>Changes the environment of this process and of its later child processes.</summary>
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
