using System.Net;
using System.Security.Authentication;

namespace SunoPS;

/// <summary>Converts exceptions of requests and responses to errors.</summary>
internal static class NetworkErrors
{
    /// <summary>Converts an exception.</summary>
    /// <param name="exception">The exception from sending or reading.</param>
    /// <param name="address">The address, without secrets.</param>
    /// <param name="timeout">The text for a time limit that was reached after connecting.</param>
    /// <param name="keyMask">Masks the key in the reason.</param>
    /// <param name="status">The status of the response; null if there was none.</param>
    /// <param name="requestId">The gateway's request id; null if it sent none.</param>
    public static SunoApiException From(
        Exception exception, string address, Words timeout, KeyMask keyMask,
        HttpStatusCode? status = null, string? requestId = null)
    {
        string reason = ExceptionText.Of(exception, keyMask);
        (SunoErrorKind kind, Words words, bool isTransient) = exception switch
        {
            OutOfMemoryException or { InnerException: OutOfMemoryException } => (
                SunoErrorKind.InvalidResponse, NoMemory(address), false),
            OperationCanceledException { InnerException: TimeoutException } when status is null => (
                SunoErrorKind.Timeout, new Words($"The connection to {address} timed out", Remedy.CheckNetwork), true),
            OperationCanceledException => (SunoErrorKind.Timeout, timeout, true),
            InvalidDataException or InvalidOperationException when status is not null => (
                SunoErrorKind.InvalidResponse,
                new Words(
                    $"The response from {address} could not be decompressed", Remedy.CheckProxy),
                false),
            HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => (
                SunoErrorKind.InvalidResponse,
                new Words($"The response from {address} is truncated", Remedy.TryAgain),
                true),
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.SecureConnectionError,
                InnerException: AuthenticationException or { InnerException: AuthenticationException }
            } => (
                SunoErrorKind.ConnectionFailed,
                new Words(
                    $"No secure connection to {address}: {reason}",
                    Remedy.CheckCertificate),
                false),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => (
                SunoErrorKind.ConnectionFailed,
                new Words(
                    $"The host of {address} was not found: {reason}", Remedy.CheckAddress),
                true),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => (
                SunoErrorKind.ConnectionFailed,
                new Words(
                    $"The proxy rejected the request to {address}: {reason}",
                    Remedy.CheckProxySettings),
                false),

            // .NET's text quotes the response, which may repeat the key.
            _ when ExceptionText.Safe(exception) is null => (
                SunoErrorKind.InvalidResponse,
                new Words($"{address} did not send a valid HTTP response", Remedy.CheckPort),
                false),
            _ => (
                SunoErrorKind.ConnectionFailed,
                new Words($"The connection to {address} failed: {reason}", Remedy.CheckNetwork),
                true),
        };
        return new SunoApiException(kind, words.Message, words.Remedy, ExceptionText.Safe(exception))
        {
            StatusCode = status,
            RequestId = requestId,
            IsTransient = isTransient,
            IsNotSent = status is null && IsOfConnecting(exception),
        };
    }

    /// <summary>Creates the error for a response that does not fit in memory.</summary>
    public static SunoApiException OutOfMemory(OutOfMemoryException exception, string address) =>
        From(exception, address, timeout: default, KeyMask.None, HttpStatusCode.OK);

    private static Words NoMemory(string address) => new(
        $"There is not enough memory to read the response from {address}",
        Remedy.UseLessMemory);

    /// <summary>True for a failure to connect, before the request was sent.</summary>
    private static bool IsOfConnecting(Exception exception) => exception switch
    {
        // The time limit for connecting; that of the attempt has no inner exception.
        OperationCanceledException => exception.InnerException is TimeoutException,
        HttpRequestException http => http.HttpRequestError is HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            or HttpRequestError.ProxyTunnelError,
        _ => false,
    };

    /// <summary>The message of an error, and its remedy.</summary>
    public readonly record struct Words(string Message, Remedy Remedy);
}
