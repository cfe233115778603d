using Microsoft.CodeAnalysis;

namespace System.Net.Http;

/// <summary>The kinds of request errors; only the members that this library distinguishes.</summary>
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

/// <summary>Reading a body failed.</summary>
[Embedded]
internal sealed class HttpIOException(
    HttpRequestError httpRequestError, string? message = null, Exception? innerException = null)
    : IOException(message ?? innerException?.Message ?? "The response ended prematurely.", innerException)
{
    public HttpRequestError HttpRequestError { get; } = httpRequestError;
}
