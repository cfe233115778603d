using System.Net;

namespace SunoPS;

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

    /// <summary>The address on another host, or under another scheme or port, that an answer points to; null where it points to none.</summary>
    public static Uri? TargetElsewhere(HttpResponseMessage response) =>
        response.Headers.Location is { } location
        && Uri.TryCreate(response.RequestMessage!.RequestUri, location, out Uri? target)
        && !IsSameServer(target, response.RequestMessage.RequestUri!)
            ? target
            : null;

    /// <summary>The address to go on to; null where there is none to be followed.</summary>
    private static Uri? TargetOf(HttpResponseMessage response, Uri current) =>
        (response.StatusCode is HttpStatusCode.TemporaryRedirect or UnnamedStatus.PermanentRedirect
            || (response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found && !OneTimeRequest.Is(response.RequestMessage!)))
        && response.Headers.Location is { } location
        && Uri.TryCreate(current, location, out Uri? target)
        && IsSameServer(target, current)
            ? target
            : null;

    private static bool IsSameServer(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer | UriComponents.UserInfo, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;
}
