using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace SunoPS;

/// <summary>Sends requests for media of one gateway's tasks to allowed hosts, on connections without a key.</summary>
internal sealed class MediaTransport(SunoMediaOptions options, GatewayNetwork gateway, RequestLog log) : IDisposable
{
    private const int MaxRedirects = 10;

    private readonly HttpMessageInvoker _direct = new(
        Transport.CreateMediaHandler(options, ResolverOf(options, gateway)));

    private readonly HttpMessageInvoker _proxied = new(Transport.CreateMediaHandler(options, resolve: null));

    /// <summary>Requests a file, or its rest if it fulfills a condition. The body is not read yet.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, Uri address, CancellationToken cancellationToken, long from = 0,
        RangeConditionHeaderValue? condition = null)
    {
        Uri current = address;
        for (int redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(method, current);
            request.Headers.UserAgent.ParseAdd(SunoConnection.UserAgent);
            request.Headers.AcceptEncoding.ParseAdd("identity");
            request.Headers.Range = from > 0 ? new RangeHeaderValue(from, null) : null;
            request.Headers.IfRange = condition;
            string range = from > 0 ? FormattableString.Invariant($", from byte {from}") : "";
            string shown = MediaAddress.Shown(current);
            log.Report(SunoRequestEventKind.Request, $"{method} {shown} (no key{range})");
            HttpResponseMessage response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
            string length = response.Content.Headers.ContentLength?.ToString(CultureInfo.InvariantCulture) ?? "?";
            log.Report(
                SunoRequestEventKind.Response, $"{StatusText.Of(response.StatusCode)} from {shown} ({length} bytes)");
            if (!RedirectHandler.IsRedirect(response.StatusCode))
            {
                return response;
            }

            using (response)
            {
                Uri? target = RedirectHandler.TargetOf(response);
                current = target is not null && redirects < MaxRedirects && MayFollow(current, target)
                    ? target
                    : throw MediaErrors.Refused(
                        address,
                        response.StatusCode,
                        target is null ? "redirects to an invalid address"
                        : MayFollow(current, target) ? $"redirects more than {MaxRedirects} times"
                        : $"redirects to {target.Scheme}://{target.Host}, which is not allowed");
            }
        }
    }

    public void Dispose()
    {
        _direct.Dispose();
        _proxied.Dispose();
    }

    private static Func<string, CancellationToken, Task<IPAddress[]>> ResolverOf(
        SunoMediaOptions options, GatewayNetwork gateway) =>
        options.AllowPrivateNetwork ? GatewayNetwork.AddressesOfAsync : gateway.AllowedAddressesOfAsync;

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri address = request.RequestUri!;
        bool isProxied = ProxyChoice.AddressFor(options.Network, address) is not null;
        try
        {
            if (isProxied || !Transport.ResolvesHosts)
            {
                await ResolverOf(options, gateway)(address.IdnHost, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (SocketException exception) when (!isProxied)
        {
            throw new HttpRequestException(exception.Message, exception);
        }
        catch (SocketException)
        {
            // A proxy may resolve names that this machine does not.
        }

        try
        {
            return await (isProxied ? _proxied : _direct).SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException exception) when (exception.InnerException is SunoApiException refusal)
        {
            // The host was rejected while connecting.
            throw refusal;
        }
    }

    /// <summary>True for an allowed target; never from https to plain http, not even on this machine.</summary>
    private static bool MayFollow(Uri current, Uri target) =>
        MediaAddress.IsAllowed(target)
        && (current.Scheme != Uri.UriSchemeHttps || target.Scheme == Uri.UriSchemeHttps);
}
