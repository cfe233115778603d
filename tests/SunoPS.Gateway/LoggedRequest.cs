namespace SunoPS.Gateway;

/// <summary>One request of the protocol, as it arrived.</summary>
public sealed record LoggedRequest
{
    /// <summary>Which one it was, from 1, since the start or since the log was last cleared.</summary>
    public required long Number { get; init; }

    /// <summary>The dialect below whose prefix it was asked.</summary>
    public required GatewayDialect Dialect { get; init; }

    /// <summary>The protocol that it came by, such as <c>HTTP/1.1</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The method, in capitals.</summary>
    public required string Method { get; init; }

    /// <summary>The target of the request line, exactly as sent: not decoded, with its query.</summary>
    public required string RawTarget { get; init; }

    /// <summary>
    /// Every header with its value, the key in <c>Authorization</c> included. Names are found in any case; several
    /// values of one name are joined by a comma and a space.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body as text; empty when there was none.</summary>
    public required string Body { get; init; }
}
