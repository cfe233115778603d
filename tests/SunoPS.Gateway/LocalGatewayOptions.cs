namespace SunoPS.Gateway;

/// <summary>How a <see cref="LocalGateway"/> starts.</summary>
public sealed record LocalGatewayOptions
{
    /// <summary>The key that a gateway accepts when none was chosen.</summary>
    public const string DefaultApiKey = "sk-local-gateway-key";

    /// <summary>The one key that is accepted.</summary>
    public string ApiKey { get; init; } = DefaultApiKey;

    /// <summary>The port on 127.0.0.1; 0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>How long every answer of the protocol is held back.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Whether it speaks https, with a certificate of its own making that nobody trusts.</summary>
    public bool Tls { get; init; }

    /// <summary>
    /// Whether it offers HTTP/2 besides, over https. Faults that need the bare connection are for HTTP/1.1 alone.
    /// </summary>
    public bool Http2 { get; init; }

    /// <summary>
    /// Whether it also takes the place of a proxy, so that clients reach it at whatever https address they ask for.
    /// </summary>
    public bool Proxy { get; init; }

    /// <summary>
    /// Whether requests are kept for <see cref="RequestLog.Entries"/>. Counting goes on without it; a benchmark turns
    /// it off so that memory does not grow.
    /// </summary>
    public bool KeepLog { get; init; } = true;
}
