using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace SunoPS;

/// <summary>One attempt: sends the request, reads the whole answer within time and size, and puts into words what goes wrong on the way.</summary>
/// <param name="timeout">The bound from the first byte sent to the last byte read.</param>
/// <param name="maximumBytes">The largest body.</param>
/// <param name="innerHandler">What sends the request.</param>
internal sealed class AttemptHandler(TimeSpan timeout, int maximumBytes, HttpMessageHandler innerHandler) : DelegatingHandler(innerHandler)
{
    /// <summary>Finds the gateway's name for the request in the headers of an answer.</summary>
    public Func<HttpResponseMessage, string?>? RequestIdOf { get; init; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        attempt.CancelAfter(timeout);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, attempt.Token).ConfigureAwait(false);
            HttpContent content = response.Content;
            BufferedContent body = await BufferedContent.ReadAsync(content, maximumBytes, attempt.Token).ConfigureAwait(false);
            response.Content = body;
            // Where only the end of the connection ends a body, nothing but its own form tells that it was cut.
            bool hasKnownEnd = Transport.KnowsEnd(response, content, body.Bytes.Length);
            content.Dispose();
            return hasKnownEnd || !JsonText.BreaksOff(body.Bytes.Span)
                ? response
                : throw new HttpIOException(HttpRequestError.ResponseEnded);
        }
        catch (Exception exception) when (exception is not SunoApiException)
        {
            HttpStatusCode? status = response?.StatusCode;
            string? requestId = response is null ? null : RequestIdOf?.Invoke(response);
            response?.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw Explain(exception, request.RequestUri!, status, requestId);
        }
        catch (SunoApiException)
        {
            response?.Dispose();
            throw;
        }
    }

    private SunoApiException Explain(Exception exception, Uri address, HttpStatusCode? status, string? requestId)
    {
        string asked = address.GetLeftPart(UriPartial.Path);
        switch (exception)
        {
            case OperationCanceledException { InnerException: TimeoutException } when status is null:
                return Failure(SunoErrorKind.Timeout, $"No connection to {asked} could be made in time. Check the address, the network and the proxy.", isTransient: true);
            case OperationCanceledException:
                return Failure(SunoErrorKind.Timeout, $"No whole answer from {asked} within {timeout.TotalSeconds:0} s. Try again later, or allow more with -TimeoutSec.", isTransient: true);
            case InvalidDataException or InvalidOperationException when status is not null:
                return Failure(SunoErrorKind.InvalidResponse, $"The answer of {asked} could not be decompressed: {exception.Message}", isTransient: false);
            case HttpIOException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }:
                return Failure(SunoErrorKind.InvalidResponse, $"The answer of {asked} is larger than {Limit} and was not read. Ask for fewer tasks at once with -BatchSize.", isTransient: false);
            case HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded }:
                return Failure(SunoErrorKind.InvalidResponse, $"The answer of {asked} broke off in the middle. Try again.", isTransient: true);
            case HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError, InnerException: AuthenticationException or { InnerException: AuthenticationException } }:
                return Failure(SunoErrorKind.ConnectionFailed, $"No secure connection to {asked}: {Reason(exception)}. Check the address; a certificate of your own making needs -SkipCertificateCheck.", isTransient: false);
            case HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError }:
                return Failure(SunoErrorKind.ConnectionFailed, $"The host of {asked} was not found: {Reason(exception)}. Check the address and the network.", isTransient: true);
            case HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError }:
                return Failure(SunoErrorKind.ConnectionFailed, $"The proxy did not let the request to {asked} through: {Reason(exception)}. Check -Proxy and -ProxyCredential.", isTransient: false);
            case HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded }:
                return Failure(SunoErrorKind.InvalidResponse, $"What {asked} answered is not HTTP that can be read: {Reason(exception)}. Check the address and the port.", isTransient: false);
            default:
                return Failure(SunoErrorKind.ConnectionFailed, $"The connection to {asked} failed: {Reason(exception)}. Check the address, the network and the proxy.", isTransient: true);
        }

        SunoApiException Failure(SunoErrorKind kind, string message, bool isTransient) =>
            new(kind, message, exception) { StatusCode = status, RequestId = requestId, IsTransient = isTransient, IsNotSent = status is null && IsOfConnecting(exception) };
    }

    /// <summary>True for a failure before there was a connection that a request could be sent on.</summary>
    private static bool IsOfConnecting(Exception exception) => exception switch
    {
        // The bound on connecting; that on the attempt has no inner exception.
        OperationCanceledException => exception.InnerException is TimeoutException,
        HttpRequestException http => http.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        _ => false,
    };

    private string Limit => string.Create(CultureInfo.InvariantCulture, $"{maximumBytes / (1024 * 1024.0):0.##} MiB");

    /// <summary>The innermost reason: the outer ones say only that something failed.</summary>
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
