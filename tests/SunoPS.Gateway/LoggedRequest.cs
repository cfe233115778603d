namespace SunoPS.Gateway;

/// <summary>One request of the protocol.</summary>
public sealed record LoggedRequest
{
    /// <summary>The number of the request, from 1, since the log was last cleared.</summary>
    public required long Number { get; init; }

    public required GatewayDialect Dialect { get; init; }

    /// <summary>The protocol, such as <c>HTTP/1.1</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>The method, in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The target of the request line, exactly as sent: not decoded, with its query.</summary>
    public required string RawTarget { get; init; }

    /// <summary>All headers, including the key; several values of one are joined with <c>, </c>.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The body as text; empty if there was none.</summary>
    public required string Body { get; init; }
}
