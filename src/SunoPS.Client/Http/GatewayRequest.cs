namespace SunoPS;

/// <summary>A request to a gateway, and how it may be sent.</summary>
internal sealed class GatewayRequest(HttpMethod method, Uri address) : HttpRequestMessage(method, address)
{
    /// <summary>True if it must not reach the gateway twice, because every accepted request costs money.</summary>
    public bool IsOneTime { get; init; }

    /// <summary>The failures after which it is sent again.</summary>
    public ErrorTraits Retried { get; init; } = ErrorTraits.Transient;

    /// <summary>True for an address that takes a bearer token in every dialect.</summary>
    public bool IsBearer { get; init; }

    /// <summary>True if nothing of the response may be shown.</summary>
    public bool HasSecretResponse { get; init; }

    public RequestLog Log { get; set; } = new(listener: null, KeyMask.None);
}
