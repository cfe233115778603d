using Microsoft.CodeAnalysis;

namespace System.Net.Http;

/// <summary>What went wrong with a request; the members that are told apart here.</summary>
[Embedded]
internal enum HttpRequestError
{
    Unknown,
    NameResolutionError,
    ConnectionError,
    SecureConnectionError,
    InvalidResponse,
    ProxyTunnelError,
    ResponseEnded,
    ConfigurationLimitExceeded,
}

/// <summary>A body could not be read.</summary>
[Embedded]
internal sealed class HttpIOException(
    HttpRequestError httpRequestError, string? message = null, Exception? innerException = null)
    : IOException(message ?? innerException?.Message ?? "The response ended prematurely.", innerException)
{
    public HttpRequestError HttpRequestError { get; } = httpRequestError;
}
