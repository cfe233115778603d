using System.Globalization;
using System.Net.Sockets;

namespace SunoPS;

/// <summary>Sends one request to an allowed media host, and reports it. A redirect is a separate request.</summary>
/// <param name="options">The network settings and the allowed hosts.</param>
/// <param name="hosts">Decides which addresses are allowed.</param>
/// <param name="log">Receives the reports.</param>
internal sealed class MediaRequestHandler(
    SunoMediaOptions options, MediaHosts hosts, RequestLog log)
    : DelegatingHandler(Transport.CreateMediaHandler(options, hosts.ResolveAsync))
{
    private readonly HttpMessageInvoker _proxied = new(Transport.CreateMediaHandler(options, resolve: null));

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri address = request.RequestUri!;
        long? from = request.Headers.Range?.Ranges.First().From;
        string range = from is null ? "" : string.Create(CultureInfo.InvariantCulture, $", from byte {from}");
        log.Report(SunoRequestEventKind.Request, $"{request.Method} {MediaAddress.Shown(address)} (no key{range})");
        HttpResponseMessage response = await RouteAsync(request, address, cancellationToken).ConfigureAwait(false);
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

    private async Task<HttpResponseMessage> RouteAsync(
        HttpRequestMessage request, Uri address, CancellationToken cancellationToken)
    {
        if (ProxyChoice.AddressFor(options.Network, address) is not null)
        {
            await hosts.CheckAsync(address.IdnHost, cancellationToken).ConfigureAwait(false);
            return await _proxied.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (!Transport.ResolvesHosts)
        {
            await ResolveAsync(address, cancellationToken).ConfigureAwait(false);
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task ResolveAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            await hosts.ResolveAsync(address.IdnHost, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException exception)
        {
            throw new HttpRequestException(exception.Message, exception);
        }
    }
}
