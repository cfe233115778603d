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
                for (Exception? inner = exception.InnerException; inner is not null; inner = inner.InnerException)
                {
                    if (KindOf(inner) is var kind and not HttpRequestError.Unknown)
                    {
                        return kind;
                    }
                }

                return HttpRequestError.Unknown;
            }
        }
    }

    private static HttpRequestError KindOf(Exception exception) => exception switch
    {
        AuthenticationException => HttpRequestError.SecureConnectionError,
        SocketException
        {
            SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData
                or SocketError.NoRecovery
        } => HttpRequestError.NameResolutionError,
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => HttpRequestError.ConnectionError,
        WebException web => KindOf(web),
        _ => HttpRequestError.Unknown,
    };

    private static HttpRequestError KindOf(WebException exception) => exception.Status switch
    {
        WebExceptionStatus.NameResolutionFailure => HttpRequestError.NameResolutionError,
        WebExceptionStatus.ConnectFailure => HttpRequestError.ConnectionError,
        WebExceptionStatus.TrustFailure => HttpRequestError.SecureConnectionError,
        WebExceptionStatus.ProxyNameResolutionFailure or WebExceptionStatus.RequestProhibitedByProxy =>
            HttpRequestError.ProxyTunnelError,
        WebExceptionStatus.ServerProtocolViolation => HttpRequestError.InvalidResponse,
        WebExceptionStatus.MessageLengthLimitExceeded => HttpRequestError.ConfigurationLimitExceeded,
        _ => HttpRequestError.Unknown,
    };
}
