namespace SunoPS.Gateway;

/// <summary>Accepts requests with the key in the form of the dialect.</summary>
internal sealed class KeyCheck(string key)
{
    private const string Bearer = "Bearer ";

    /// <summary>
    /// Returns the name of the key of a request: empty for the usual one, one of <see cref="RelayAnswers.KeyNames"/>
    /// for a key with a state, and null for a wrong one.
    /// </summary>
    public string? NameOf(GatewayRequest request)
    {
        string sent = request.Context.Request.Headers.Authorization.ToString();
        bool hasScheme = sent.StartsWith(Bearer, StringComparison.Ordinal);
        sent = hasScheme ? sent[Bearer.Length..] : sent;
        if (!(hasScheme ? request.Dialect.TakesBearerKey : request.Dialect.TakesBareKey)
            || !sent.StartsWith(key, StringComparison.Ordinal))
        {
            return null;
        }

        string end = sent[key.Length..];
        return end.Length == 0 ? end
            : request.Dialect.Software == RelaySoftware.Other ? null
            : Array.Find(RelayAnswers.KeyNames, name => end == $"-{name}");
    }
}
