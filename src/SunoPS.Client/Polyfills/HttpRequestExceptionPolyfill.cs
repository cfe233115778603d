using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.CodeAnalysis;

namespace System.Net.Http;

/// <summary>Derives the <c>HttpRequestError</c> of .NET. A request counts as sent in doubt.</summary>
[Embedded]
internal static class HttpRequestExceptionPolyfill
{
    extension(HttpRequestException exception)
    {
        public HttpRequestError HttpRequestError => KindOf(exception.InnerException);
    }

    private static HttpRequestError KindOf(Exception? exception) => exception switch
    {
        null => HttpRequestError.Unknown,
        AuthenticationException => HttpRequestError.SecureConnectionError,
        SocketException
        {
            SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData
                or SocketError.NoRecovery
        } => HttpRequestError.NameResolutionError,
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => HttpRequestError.ConnectionError,
        WebException { Status: WebExceptionStatus.NameResolutionFailure } => HttpRequestError.NameResolutionError,
        WebException { Status: WebExceptionStatus.ConnectFailure } => HttpRequestError.ConnectionError,
        WebException { Status: WebExceptionStatus.TrustFailure } => HttpRequestError.SecureConnectionError,
        WebException
        {
            Status: WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.RequestProhibitedByProxy
        } => HttpRequestError.ProxyTunnelError,
        WebException { Status: WebExceptionStatus.ServerProtocolViolation } => HttpRequestError.InvalidResponse,
        WebException { Status: WebExceptionStatus.MessageLengthLimitExceeded } =>
            HttpRequestError.ConfigurationLimitExceeded,
        _ => KindOf(exception.InnerException),
    };
}
