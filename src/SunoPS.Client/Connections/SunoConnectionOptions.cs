using System.Net;

namespace SunoPS;

/// <summary>Limits and network settings of a connection.</summary>
public sealed record SunoConnectionOptions
{
    /// <summary>
    /// The longest that one attempt may take, in seconds, from the first byte sent to the last byte read. Default 100.
    /// </summary>
    public int TimeoutSec { get; init; } = 100;

    /// <summary>How often a failed request that is safe to repeat is tried again; 0 for never. Default 4.</summary>
    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>The wait before the first retry, in seconds, from which the later ones grow. Default 1.</summary>
    public int RetryIntervalSec { get; init; } = 1;

    /// <summary>Maximum number of requests in flight. Default 16.</summary>
    public int ThrottleLimit { get; init; } = 16;

    /// <summary>The most ids in one batch request. Default 100.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>The proxy; null for the one of the system and the environment.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Name and password for the proxy; null for none.</summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>True to take any TLS certificate, also that of an impostor.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>True to send the key over plain http to another machine.</summary>
    public bool AllowUnencryptedAuthentication { get; init; }

    /// <summary>The largest body that is read, in bytes after decompression. Default 64 MiB.</summary>
    public int MaximumResponseBytes { get; init; } = 64 * 1024 * 1024;
}
