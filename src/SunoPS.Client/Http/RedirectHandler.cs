using System.Net;

namespace SunoPS.Http;

/// <summary>Follows a redirect on the same scheme, host and port. Any other is given back as it is: the key goes nowhere else.</summary>
/// <param name="innerHandler">What sends the request.</param>
internal sealed class RedirectHandler(HttpMessageHandler innerHandler) : DelegatingHandler(innerHandler)
{
    private const int MostRedirects = 5;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri original = request.RequestUri!;
        try
        {
            for (int redirects = 0; ; redirects++)
            {
                HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
                if (redirects == MostRedirects || TargetOf(response, request.RequestUri!) is not { } target)
                {
                    return response;
                }

                response.Dispose();
                request.RequestUri = target;
            }
        }
        finally
        {
            // A retry begins at the start again.
            request.RequestUri = original;
        }
    }

    /// <summary>The address to go on to; null where there is none to be followed.</summary>
    private static Uri? TargetOf(HttpResponseMessage response, Uri current)
    {
        if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
            || response.Headers.Location is not { } location)
        {
            return null;
        }

        var target = new Uri(current, location);
        return Uri.Compare(target, current, UriComponents.SchemeAndServer | UriComponents.UserInfo, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            ? target
            : null;
    }
}
