namespace SunoPS.Gateway;

/// <summary>What a path of the protocol stands for: one task, or (without a task id) a batch.</summary>
internal readonly record struct ProtocolRoute(IReadOnlyList<string> Methods, string? TaskId)
{
    private const string SinglePrefix = "/suno/fetch/";

    private static readonly string[] SingleMethods = ["GET"];

    /// <summary>Finds what an escaped path below the prefix of its dialect stands for; null if for nothing.</summary>
    public static ProtocolRoute? Of(GatewayDialect dialect, string path)
    {
        if (dialect.BatchPaths.Contains(path))
        {
            return new ProtocolRoute(dialect.BatchMethods, null);
        }

        return path.StartsWith(SinglePrefix, StringComparison.Ordinal)
            && path.Length > SinglePrefix.Length
            && !path.AsSpan(SinglePrefix.Length).Contains('/')
            ? new ProtocolRoute(SingleMethods, Uri.UnescapeDataString(path[SinglePrefix.Length..]))
            : null;
    }
}
