namespace SunoPS.Gateway;

/// <summary>The options of a <see cref="LocalGateway"/>.</summary>
public sealed record LocalGatewayOptions
{
    public const string DefaultApiKey = "sk-local-gateway-key";

    /// <summary>The one key that is accepted.</summary>
    public string ApiKey { get; init; } = DefaultApiKey;

    /// <summary>The port on 127.0.0.1; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether it uses https, with an untrusted self-signed certificate.</summary>
    public bool Tls { get; init; }

    /// <summary>Whether it also offers HTTP/2, over https. Faults on the raw connection require HTTP/1.1.</summary>
    public bool Http2 { get; init; }

    /// <summary>Whether it also acts as a proxy, so that clients reach it at any https address.</summary>
    public bool Proxy { get; init; }

    /// <summary>Whether to keep <see cref="RequestLog.Entries"/>, or only to count, as benchmarks do.</summary>
    public bool KeepLog { get; init; } = true;

    /// <summary>
    /// Whether a person tries it: clips have addresses at this gateway, where their files are, not at Suno's own hosts,
    /// and each run gives submissions other ids.
    /// </summary>
    public bool IsPlayground { get; init; }
}
