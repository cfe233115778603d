namespace SunoPS;

/// <summary>Adds the key and the user's headers to a request, as late as possible and nowhere else.</summary>
/// <param name="headers">The headers.</param>
/// <param name="innerHandler">Sends the request.</param>
internal sealed class AuthenticationHandler(
    IReadOnlyCollection<KeyValuePair<string, string>> headers, HttpMessageHandler innerHandler)
    : DelegatingHandler(innerHandler)
{
    private const string Bearer = "Bearer ";

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach ((string name, string value) in headers)
        {
            bool isBare = request is GatewayRequest { IsBearer: true } && name == "Authorization"
                && !value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, isBare ? Bearer + value : value);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
