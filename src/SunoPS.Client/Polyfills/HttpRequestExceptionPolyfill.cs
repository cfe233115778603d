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
        public HttpRequestError HttpRequestError
        {
            get
            {
                HttpRequestError kind = HttpRequestError.Unknown;
                for (Exception? inner = exception; kind == HttpRequestError.Unknown && inner is not null;)
                {
                    inner = inner.InnerException;
                    kind = KindOf(inner);
                }

                return kind;
            }
        }
    }

    private static HttpRequestError KindOf(Exception? exception) => exception switch
    {
        AuthenticationException => HttpRequestError.SecureConnectionError,
        SocketException
        {
            SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData
                or SocketError.NoRecovery
        } => HttpRequestError.NameResolutionError,
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => HttpRequestError.ConnectionError,
        WebException web => web.Status switch
        {
            WebExceptionStatus.NameResolutionFailure => HttpRequestError.NameResolutionError,
            WebExceptionStatus.ConnectFailure => HttpRequestError.ConnectionError,
            WebExceptionStatus.TrustFailure => HttpRequestError.SecureConnectionError,
            WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.RequestProhibitedByProxy =>
                HttpRequestError.ProxyTunnelError,
            WebExceptionStatus.ServerProtocolViolation => HttpRequestError.InvalidResponse,
            WebExceptionStatus.MessageLengthLimitExceeded => HttpRequestError.ConfigurationLimitExceeded,
            _ => HttpRequestError.Unknown,
        },
        _ => HttpRequestError.Unknown,
    };
}
