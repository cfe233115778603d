using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace SunoPS;

/// <summary>Puts into words what goes wrong between a media host and a file.</summary>
internal static class MediaErrors
{
    /// <summary>What .NET says, on each system, of a file that somebody else has open.</summary>
    private const int LinuxInUse = 11;
    private const int MacInUse = 35;
    private const int WindowsInUse = unchecked((int)0x80070020);

    /// <summary>The error of an answer whose status is none of success.</summary>
    public static SunoApiException FromStatus(HttpResponseMessage response, Uri address)
    {
        HttpStatusCode status = response.StatusCode;
        string shown = $"({StatusText.Of(status)} from {MediaAddress.Shown(address)})";
        TimeSpan? retryAfter = RetryAfter.Of(response, TimeProvider.System.GetUtcNow());
        (SunoErrorKind kind, string message) = status switch
        {
            HttpStatusCode.NotFound or HttpStatusCode.Gone => (SunoErrorKind.MediaNotFound, $"The media host has no such file {shown}. Addresses can expire: fetch the task again."),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => (SunoErrorKind.GatewayError, $"The media host does not give the file away {shown}. Addresses can expire: fetch the task again."),
            UnnamedStatus.TooManyRequests => (SunoErrorKind.RateLimited, $"The media host wants fewer requests {shown}. Try again later, or with a smaller -ThrottleLimit."),
            HttpStatusCode.RequestTimeout => (SunoErrorKind.Timeout, $"The media host gave up {shown}. Try again."),
            >= HttpStatusCode.InternalServerError => (SunoErrorKind.GatewayError, $"The media host failed {shown}. Try again later."),
            _ => (SunoErrorKind.GatewayError, $"The media host did not give the file {shown}."),
        };
        return new SunoApiException(kind, message)
        {
            StatusCode = status,
            RetryAfter = retryAfter,
            IsTransient = status is HttpStatusCode.RequestTimeout or UnnamedStatus.TooManyRequests or HttpStatusCode.InternalServerError
                or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
        };
    }

    /// <summary>The error of a redirect that is not followed.</summary>
    public static SunoApiException Refused(Uri address, HttpStatusCode status, string what) =>
        new(SunoErrorKind.GatewayError, $"The media address {MediaAddress.Shown(address)} {what}.") { StatusCode = status };

    /// <summary>The error of an answer that is not the file.</summary>
    public static SunoApiException Unfit(Uri address, HttpStatusCode status, string what, bool isTransient = false) =>
        new(SunoErrorKind.InvalidResponse, $"{MediaAddress.Shown(address)} {what}") { StatusCode = status, IsTransient = isTransient };

    /// <summary>The error of a request that failed, or a body that broke off.</summary>
    public static SunoApiException FromNetwork(Exception exception, Uri address, TimeSpan longestSilence)
    {
        string asked = MediaAddress.Shown(address);
        return exception switch
        {
            OperationCanceledException { InnerException: TimeoutException } =>
                Failure(SunoErrorKind.Timeout, $"No connection to {asked} could be made in time. Check the network and the proxy.", isTransient: true),
            OperationCanceledException =>
                Failure(SunoErrorKind.Timeout, $"Nothing came from {asked} for {longestSilence.TotalSeconds:0} s. Try again: what has come is kept where its host lets it be continued.", isTransient: true),
            HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } =>
                Failure(SunoErrorKind.InvalidResponse, $"The file {asked} broke off in the middle. Try again.", isTransient: true),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: AuthenticationException or { InnerException: AuthenticationException } } =>
                Failure(SunoErrorKind.ConnectionFailed, $"No secure connection to {asked}: {Reason(exception)}.", isTransient: false),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
                Failure(SunoErrorKind.ConnectionFailed, $"The proxy did not let the request to {asked} through: {Reason(exception)}. Check -Proxy and -ProxyCredential of Connect-SunoApi.", isTransient: false),
            HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded } =>
                Failure(SunoErrorKind.InvalidResponse, $"What {asked} answered is not HTTP that can be read: {Reason(exception)}.", isTransient: false),
            _ => Failure(SunoErrorKind.ConnectionFailed, $"The connection to {asked} failed: {Reason(exception)}. Check the network and the proxy.", isTransient: true),
        };

        SunoApiException Failure(SunoErrorKind kind, string message, bool isTransient) => new(kind, message, exception) { IsTransient = isTransient };
    }

    /// <summary>The error of a file or folder.</summary>
    public static SunoApiException FromFile(Exception exception, string path)
    {
        string message = exception switch
        {
            UnauthorizedAccessException => $"'{path}' may not be written. Check the rights of the folder, or give another with -Path.",
            DirectoryNotFoundException or FileNotFoundException => $"'{path}' cannot be written: its folder is not there (any more).",
            IOException { HResult: LinuxInUse or MacInUse or WindowsInUse } => $"'{path}' is being written by another command at this moment. Try again when that has ended.",
            PathTooLongException => $"'{path}' is too long for this system. Give another folder with -Path.",
            _ => $"'{path}' could not be written: {exception.Message.Split(" (Parameter")[0].TrimEnd('.')}. Check the disk's free space and the folder.",
        };
        return new SunoApiException(SunoErrorKind.FileError, message, exception);
    }

    /// <summary>True for what the file system throws. A file larger than it takes is told as an argument out of range.</summary>
    public static bool IsOfFile(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException;

    private static string Reason(Exception exception)
    {
        Exception innermost = exception;
        while (innermost.InnerException is { } inner)
        {
            innermost = inner;
        }

        return (innermost is SocketException socket ? socket.Message : innermost.Message).TrimEnd('.', ' ');
    }
}
