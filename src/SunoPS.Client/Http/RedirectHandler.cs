using System.Net;

namespace SunoPS;

/// <summary>
/// Follows redirects of a gateway to the same scheme, host and port only: no other server receives the key. Other
/// redirects are returned as responses.
/// </summary>
internal sealed class RedirectHandler(HttpMessageHandler innerHandler) : DelegatingHandler(innerHandler)
{
    private const int MaxRedirects = 5;

    /// <summary>.NET Framework does not name it.</summary>
    private const HttpStatusCode PermanentRedirect = (HttpStatusCode)308;

    public static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or PermanentRedirect;

    /// <summary>Returns the target of a redirect; null for another response or an invalid target.</summary>
    public static Uri? TargetOf(HttpResponseMessage response) =>
        IsRedirect(response.StatusCode)
        && Uri.TryCreate(response.RequestMessage!.RequestUri, response.Headers.Location, out Uri? target)
            ? target : null;

    /// <summary>Returns the target of a redirect to another server; null if there is none.</summary>
    public static Uri? TargetElsewhere(HttpResponseMessage response) =>
        TargetOf(response) is { } target && !IsSameServer(target, response.RequestMessage!.RequestUri!) ? target : null;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri original = request.RequestUri!;
        try
        {
            for (int redirects = 0; ; redirects++)
            {
                HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (redirects == MaxRedirects
                    || TargetOf(response) is not { } target
                    || !IsSameServer(request.RequestUri!, target)
                    || !KeepsRequest(response))
                {
                    return response;
                }

                response.Dispose();
                request.RequestUri = target;
            }
        }
        finally
        {
            // A retry starts at the original address.
            request.RequestUri = original;
        }
    }

    /// <summary>
    /// True if the request can be sent again to the target. With 301 or 302, the server may already have processed a
    /// submission; with 303, it has.
    /// </summary>
    private static bool KeepsRequest(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.TemporaryRedirect or PermanentRedirect
        || (response.StatusCode != HttpStatusCode.SeeOther
            && response.RequestMessage is not GatewayRequest { IsOneTime: true });

    private static bool IsSameServer(Uri one, Uri other) => Uri.Compare(
        one, other, UriComponents.SchemeAndServer | UriComponents.UserInfo, UriFormat.UriEscaped,
        StringComparison.OrdinalIgnoreCase) == 0;
}
