using System.Net;
using System.Net.Http.Headers;

namespace SunoPS;

/// <summary>Asks media hosts. It has network connections of its own, and never had a key.</summary>
internal sealed class MediaTransport : IDisposable
{
    private const int MostRedirects = 10;

    private readonly HttpClient _client;
    private readonly IProgress<SunoRequestEvent>? _listener;

    public MediaTransport(SunoConnectionOptions network, IProgress<SunoRequestEvent>? listener)
    {
        _listener = listener;
        _client = new HttpClient(Transport.CreateMediaHandler(network))
        {
            // Silence is bounded, not the time that a file may take.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd(HttpPipeline.UserAgent);
        _client.DefaultRequestHeaders.AcceptEncoding.ParseAdd("identity");
    }

    /// <summary>Asks for a file, or for what follows a byte of it, and goes where redirects lead.</summary>
    /// <param name="address">The address of the file.</param>
    /// <param name="from">The first byte that is wanted; 0 for the whole.</param>
    /// <param name="condition">What the host said of the file when its beginning was read: where that has changed, the whole is wanted. Null for no condition.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The answer, its body not read yet.</returns>
    public async Task<HttpResponseMessage> GetAsync(Uri address, long from, RangeConditionHeaderValue? condition, CancellationToken cancellationToken)
    {
        for (int redirects = 0; ; redirects++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (from > 0)
            {
                request.Headers.Range = new RangeHeaderValue(from, null);
                request.Headers.IfRange = condition;
            }

            _listener?.Report(new(SunoRequestEventKind.Request, $"GET {MediaAddress.Shown(address)} (no key{(from > 0 ? $", from byte {from}" : "")})"));
            HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            _listener?.Report(new(SunoRequestEventKind.Response, $"{(int)response.StatusCode} {response.StatusCode} from {MediaAddress.Shown(address)} ({response.Content.Headers.ContentLength?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"} bytes)"));
            if (!IsRedirect(response.StatusCode))
            {
                return response;
            }

            using (response)
            {
                address = redirects < MostRedirects
                    ? TargetOf(response, address)
                    : throw MediaErrors.Refused(address, response.StatusCode, $"leads on more than {MostRedirects} times");
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or UnnamedStatus.PermanentRedirect;

    private static Uri TargetOf(HttpResponseMessage response, Uri current)
    {
        if (response.Headers.Location is not { } location || !Uri.TryCreate(current, location, out Uri? target))
        {
            throw MediaErrors.Refused(current, response.StatusCode, "leads on to no address");
        }

        // From https nothing leads back to plain http, not even to this machine itself.
        return MediaAddress.IsAllowed(target) && (current.Scheme != Uri.UriSchemeHttps || target.Scheme == Uri.UriSchemeHttps)
            ? target
            : throw MediaErrors.Refused(current, response.StatusCode, $"leads on to {target.Scheme}://{target.Host}, which media is not taken from");
    }
}
