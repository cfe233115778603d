using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SunoPS;

/// <summary>Sends one request to an allowed media host, and reports it. A redirect is a separate request.</summary>
/// <param name="options">The network settings.</param>
/// <param name="resolve">Returns the allowed addresses of a host.</param>
/// <param name="log">Receives the reports.</param>
internal sealed class MediaRequestHandler(
    SunoMediaOptions options, Func<string, CancellationToken, Task<IPAddress[]>> resolve, RequestLog log)
    : DelegatingHandler(Transport.CreateMediaHandler(options, resolve))
{
    private readonly HttpMessageInvoker _proxied = new(Transport.CreateMediaHandler(options, resolve: null));

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri address = request.RequestUri!;
        long? from = request.Headers.Range?.Ranges.First().From;
        string range = from is null ? "" : string.Create(CultureInfo.InvariantCulture, $", from byte {from}");
        log.Report(SunoRequestEventKind.Request, $"{request.Method} {MediaAddress.Shown(address)} (no key{range})");
        bool isProxied = ProxyChoice.AddressFor(options.Network, address) is not null;
        if (isProxied || !Transport.ResolvesHosts)
        {
            await CheckAsync(address.IdnHost, isProxied, cancellationToken).ConfigureAwait(false);
        }

        HttpResponseMessage response = await (isProxied
            ? _proxied.SendAsync(request, cancellationToken)
            : base.SendAsync(request, cancellationToken)).ConfigureAwait(false);
        string length = response.Content.Headers.ContentLength?.ToString(CultureInfo.InvariantCulture) ?? "?";
        log.Report(
            SunoRequestEventKind.Response,
            $"{StatusText.Of(response.StatusCode)} from {MediaAddress.Shown(address)} ({length} bytes)");
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _proxied.Dispose();
        }
    }

    private async Task CheckAsync(string host, bool isProxied, CancellationToken cancellationToken)
    {
        try
        {
            await resolve(host, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException exception)
        {
            // A proxy may resolve names that this machine does not.
            if (!isProxied)
            {
                throw new HttpRequestException(exception.Message, exception);
            }
        }
    }
}
