namespace SunoPS;

/// <summary>Adds the user's headers and the key to a request, as late as possible and nowhere else.</summary>
internal sealed class AuthenticationHandler(
    SunoConnectionOptions options, string? apiKey, SunoAuthenticationScheme scheme, HttpMessageHandler innerHandler)
    : DelegatingHandler(innerHandler)
{
    private const string Bearer = "Bearer ";

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        foreach ((string name, string value) in options.Headers ?? new Dictionary<string, string>())
        {
            Set(name, value);
        }

        if (apiKey is not null)
        {
            bool isBearer = (scheme == SunoAuthenticationScheme.Bearer || request is GatewayRequest { IsBearer: true })
                && !apiKey.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase);
            Set("Authorization", isBearer ? Bearer + apiKey : apiKey);
        }

        return base.SendAsync(request, cancellationToken);

        void Set(string name, string value)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }
}
