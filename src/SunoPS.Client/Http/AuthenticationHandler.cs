namespace SunoPS;

/// <summary>Adds the key to a request, as late as possible and nowhere else.</summary>
/// <param name="authorization">The value of the <c>Authorization</c> header; null for none.</param>
/// <param name="innerHandler">Sends the request.</param>
internal sealed class AuthenticationHandler(string? authorization, HttpMessageHandler innerHandler)
    : DelegatingHandler(innerHandler)
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (authorization is not null)
        {
            request.Headers.Remove("Authorization");
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
