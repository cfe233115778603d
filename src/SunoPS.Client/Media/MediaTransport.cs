using System.Net.Http.Headers;

namespace SunoPS;

/// <summary>
/// Sends requests for media of one gateway's tasks, through separate connections that never carry a key.
/// </summary>
internal sealed class MediaTransport : IDisposable
{
    private const int MaxRedirects = 10;

    private readonly HttpClient _client;

    public MediaTransport(SunoMediaOptions options, GatewayNetwork gateway, RequestLog log)
    {
        var requests = new MediaRequestHandler(
            options,
            options.AllowPrivateNetwork ? GatewayNetwork.AddressesOfAsync : gateway.AllowedAddressesOfAsync,
            log);
        _client = new HttpClient(new RedirectHandler(
            static (_, current, target) => MayFollow(current, target), MaxRedirects, requests))
        {
            // The time without data is limited, not the time for a whole file.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd(SunoConnection.UserAgent);
        _client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("identity");
    }

    /// <summary>Requests a file, the rest of it, or only its headers.</summary>
    /// <param name="method">GET, or HEAD for the headers.</param>
    /// <param name="address">The address of the file.</param>
    /// <param name="from">The first byte; 0 for the whole file.</param>
    /// <param name="condition">
    /// The validator of the file: if it has changed, the host sends the whole file. Null for no condition.
    /// </param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The response; its body is not read yet.</returns>
    /// <exception cref="SunoApiException">The host, or a redirect, is not allowed.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        Uri address,
        long from,
        RangeConditionHeaderValue? condition,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address);
        if (from > 0)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
            request.Headers.IfRange = condition;
        }

        HttpResponseMessage response;
        try
        {
            response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (HttpRequestException exception) when (exception.InnerException is SunoApiException)
        {
            // The host was rejected while connecting.
            throw (SunoApiException)exception.InnerException;
        }

        if (!RedirectHandler.IsRedirect(response.StatusCode))
        {
            return response;
        }

        using (response)
        {
            throw MediaErrors.Refused(
                address,
                response.StatusCode,
                RedirectHandler.TargetOf(response) is not { } target ? "redirects to an invalid address"
                : MayFollow(address, target) ? $"redirects more than {MaxRedirects} times"
                : $"redirects to {target.Scheme}://{target.Host}, which is not allowed");
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>
    /// True for an allowed target of a redirect; never from https to plain http, not even on this machine.
    /// </summary>
    private static bool MayFollow(Uri current, Uri target) =>
        MediaAddress.IsAllowed(target)
        && (current.Scheme != Uri.UriSchemeHttps || target.Scheme == Uri.UriSchemeHttps);
}
