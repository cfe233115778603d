using System.Net;

namespace SunoPS;

/// <summary>Follows redirects that a rule allows. A response that points anywhere else is returned as it is.</summary>
/// <param name="mayFollow">Says whether a response of an address may lead to another one.</param>
/// <param name="maximumRedirects">Maximum number of redirects of a request.</param>
/// <param name="innerHandler">Sends the request.</param>
internal sealed class RedirectHandler(
    Func<HttpResponseMessage, Uri, Uri, bool> mayFollow, int maximumRedirects, HttpMessageHandler innerHandler)
    : DelegatingHandler(innerHandler)
{
    /// <summary>Follows redirects on the same scheme, host and port: the key goes nowhere else.</summary>
    public static RedirectHandler ForGateway(HttpMessageHandler innerHandler) =>
        new(
            static (response, current, target) =>
                IsSameServer(current, target) && KeepsRequest(response), 5, innerHandler);

    /// <summary>True for a status that points to another address.</summary>
    public static bool IsRedirect(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or UnnamedStatus.PermanentRedirect;

    /// <summary>The address that a response points to; null if it is no redirect, or points nowhere.</summary>
    public static Uri? TargetOf(HttpResponseMessage response) =>
        IsRedirect(response.StatusCode)
        && response.Headers.Location is { } location
        && Uri.TryCreate(response.RequestMessage!.RequestUri, location, out Uri? target)
            ? target
            : null;

    /// <summary>The address on another server that a response points to; null if it points to none.</summary>
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
                if (redirects == maximumRedirects
                    || TargetOf(response) is not { } target
                    || !mayFollow(response, request.RequestUri!, target))
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

    /// <summary>
    /// True if the redirect promises that the same request is still due. After 301 and 302 a server may have done
    /// already what a submission asked for; 303 says that it has.
    /// </summary>
    private static bool KeepsRequest(HttpResponseMessage response) =>
        response.StatusCode is HttpStatusCode.TemporaryRedirect or UnnamedStatus.PermanentRedirect
        || (response.StatusCode != HttpStatusCode.SeeOther && !OneTimeRequest.Is(response.RequestMessage!));

    private static bool IsSameServer(Uri one, Uri other) => Uri.Compare(
        one, other, UriComponents.SchemeAndServer | UriComponents.UserInfo, UriFormat.UriEscaped,
        StringComparison.OrdinalIgnoreCase) == 0;
}
