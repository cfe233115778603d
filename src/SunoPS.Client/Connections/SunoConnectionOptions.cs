using System.Net;
using System.Text;

namespace SunoPS;

/// <summary>Limits and network settings of a connection.</summary>
public sealed record SunoConnectionOptions
{
    /// <summary>The time limit of one attempt, from the first byte to the last, in seconds. Default 100.</summary>
    public int TimeoutSec { get; init; } = 100;

    /// <summary>Maximum number of retries of a failed request that is safe to repeat; 0 for none. Default 4.</summary>
    public int MaximumRetryCount { get; init; } = 4;

    /// <summary>The wait before the first retry, in seconds; later waits grow from it. Default 1.</summary>
    public int RetryIntervalSec { get; init; } = 1;

    /// <summary>Maximum number of requests in flight. Default 16.</summary>
    public int ThrottleLimit { get; init; } = 16;

    /// <summary>Maximum number of ids per batch request. Default 100.</summary>
    public int BatchSize { get; init; } = 100;

    /// <summary>The time limit of a submission, in seconds: servers hold some for long. Default 180.</summary>
    public int SubmissionTimeoutSec { get; init; } = 180;

    /// <summary>The proxy, not for this machine; null for that of the system and the environment.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>True to use no proxy, not even that of the system and the environment.</summary>
    public bool NoProxy { get; init; }

    /// <summary>Name and password for the proxy; null for none.</summary>
    public NetworkCredential? ProxyCredential { get; init; }

    /// <summary>Further headers for the gateway alone, such as those of a firewall, masked like keys.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>The values of headers that are long enough to be secrets, and the password of the proxy.</summary>
    internal IEnumerable<string> Secrets =>
    [
        .. Headers?.Values.Where(static value => value.Length >= 8) ?? [],
        .. ProxyCredential is { Password: { } password, UserName: var user }
            ? new[] { password, Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")) } : [],
    ];

    /// <summary>True to accept any TLS certificate, even a forged one.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>True to send the key over plain http to another machine.</summary>
    public bool AllowUnencryptedAuthentication { get; init; }

    /// <summary>The largest allowed body, in bytes after decompression. Default 32 MiB.</summary>
    public int MaximumResponseBytes { get; init; } = 32 * 1024 * 1024;
}
