using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace SunoPS;

/// <summary>
/// Turns what .NET throws between a request and its whole response into an error that a person can act on.
/// </summary>
internal static class NetworkErrors
{
    /// <summary>Converts an exception.</summary>
    /// <param name="exception">What sending or reading threw.</param>
    /// <param name="address">The address, without anything secret.</param>
    /// <param name="timeout">The message for a time limit that was reached after the connection was made.</param>
    /// <param name="status">The status of the response; null where none came.</param>
    /// <param name="requestId">The gateway's id of the request; null where it sent none.</param>
    public static SunoApiException From(
        Exception exception, string address, string timeout, HttpStatusCode? status = null, string? requestId = null)
    {
        switch (exception)
        {
            case OperationCanceledException { InnerException: TimeoutException } when status is null:
                return Failure(
                    SunoErrorKind.Timeout,
                    $"No connection to {address} could be made in time. Check the address, the network and the proxy.");
            case OperationCanceledException:
                return Failure(SunoErrorKind.Timeout, timeout);
            case InvalidDataException or InvalidOperationException when status is not null:
                return Failure(
                    SunoErrorKind.InvalidResponse,
                    $"The response of {address} could not be decompressed. Check the proxy, and ask the gateway.",
                    isTransient: false);
            case HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded }:
                return Failure(SunoErrorKind.InvalidResponse, $"The response of {address} is truncated. Try again.");
            case HttpRequestException
            {
                HttpRequestError: HttpRequestError.SecureConnectionError,
                InnerException: AuthenticationException or { InnerException: AuthenticationException }
            }:
                return Failure(
                    SunoErrorKind.ConnectionFailed,
                    $"No secure connection to {address}: {Reason(exception)}. Check the address; "
                    + "a self-signed certificate of a gateway needs -SkipCertificateCheck.",
                    isTransient: false);
            case HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }:
                return Failure(
                    SunoErrorKind.ConnectionFailed,
                    $"The host of {address} was not found: {Reason(exception)}. Check the address and the network.");
            case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }:
                return Failure(
                    SunoErrorKind.ConnectionFailed,
                    $"The proxy rejected the request to {address}: {Reason(exception)}. "
                    + "Check -Proxy and -ProxyCredential of Connect-SunoApi.",
                    isTransient: false);
            case HttpRequestException
            {
                HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded
            }:
                // .NET's own words quote the response, and with it a key that a server sent back.
                return new SunoApiException(
                    SunoErrorKind.InvalidResponse,
                    $"{address} did not send a valid HTTP response. Check the address and the port.")
                {
                    StatusCode = status,
                    RequestId = requestId,
                };
            default:
                return Failure(
                    SunoErrorKind.ConnectionFailed,
                    $"The connection to {address} failed: {Reason(exception)}. Check the address, the network and the "
                        + "proxy.");
        }

        SunoApiException Failure(SunoErrorKind kind, string message, bool isTransient = true) =>
            new(kind, message, exception)
        {
            StatusCode = status,
            RequestId = requestId,
            IsTransient = isTransient,
            IsNotSent = status is null && IsOfConnecting(exception),
        };
    }

    /// <summary>True for a failure before there was a connection to send the request on.</summary>
    private static bool IsOfConnecting(Exception exception) => exception switch
    {
        // The limit for connecting; that for the attempt has no inner exception.
        OperationCanceledException => exception.InnerException is TimeoutException,
        HttpRequestException http => http.HttpRequestError is HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError,
        _ => false,
    };

    /// <summary>The innermost reason: the outer ones only say that something failed.</summary>
    private static string Reason(Exception exception)
    {
        Exception innermost = exception;
        while (innermost.InnerException is { } inner)
        {
            innermost = inner;
        }

        string reason = innermost is SocketException socket ? socket.Message : innermost.Message;
        return reason.TrimEnd('.', ' ');
    }
}
