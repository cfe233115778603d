using System.Net;
using System.Security.Authentication;
using static SunoPS.ErrorTraits;
using static SunoPS.SunoErrorKind;

namespace SunoPS;

/// <summary>Converts exceptions of requests and responses to errors.</summary>
internal static class NetworkErrors
{
    public static SunoApiException From(
        Exception exception, string address, (string Message, Remedy Remedy) timeout, KeyMask keyMask,
        HttpStatusCode? status = null, string? requestId = null, int limit = 0)
    {
        string reason = ExceptionText.Of(exception, keyMask);
        (SunoErrorKind kind, string message, Remedy remedy, ErrorTraits traits) = exception switch
        {
            OutOfMemoryException or { InnerException: OutOfMemoryException } => (
                InvalidResponse, $"There is not enough memory to read the response from {address}",
                Remedy.UseLessMemory, None),

            // The time limit for connecting; that of the attempt has no inner exception.
            OperationCanceledException { InnerException: TimeoutException } when status is null => (
                SunoErrorKind.Timeout, $"The connection to {address} timed out", Remedy.CheckNetwork,
                Transient | NotSent),
            OperationCanceledException => (SunoErrorKind.Timeout, timeout.Message, timeout.Remedy, Transient),
            InvalidDataException or InvalidOperationException when status is not null => (
                InvalidResponse, $"The response from {address} could not be decompressed", Remedy.CheckProxy, None),
            HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => (
                InvalidResponse, $"The response from {address} is truncated", Remedy.TryAgain, Transient),
            HttpIOException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } when limit > 0 => (
                InvalidResponse, $"The response from {address} is larger than {StatusText.MiB(limit)}",
                Remedy.FetchFewer, None),
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.SecureConnectionError,
                InnerException: AuthenticationException or { InnerException: AuthenticationException }
            } => (ConnectionFailed, $"No secure connection to {address}: {reason}", Remedy.CheckCertificate, NotSent),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => (
                ConnectionFailed, $"The host of {address} was not found: {reason}", Remedy.CheckAddress,
                Transient | NotSent),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => (
                ConnectionFailed, $"The proxy rejected the request to {address}: {reason}",
                Remedy.CheckProxySettings, NotSent),
            HttpRequestException
            {
                HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
            } when status is null => (
                ConnectionFailed, $"The connection to {address} failed: {reason}", Remedy.CheckNetwork,
                Transient | NotSent),

            // .NET's text quotes the response, which may repeat the key.
            _ when !ExceptionText.IsOfSystem(exception) => (
                InvalidResponse, $"{address} did not send a valid HTTP response", Remedy.CheckPort, None),
            _ => (ConnectionFailed, $"The connection to {address} failed: {reason}", Remedy.CheckNetwork, Transient),
        };
        return new SunoApiException(kind, message, remedy, ExceptionText.Safe(exception))
        {
            StatusCode = status,
            RequestId = requestId,
            Traits = traits,
        };
    }
}
