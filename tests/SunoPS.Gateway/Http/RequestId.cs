using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>The request id that a relay assigns.</summary>
internal static class RequestId
{
    private const int SuffixLength = 8;
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Assigns a new request id, and the version of the server, to the response.</summary>
    public static void Assign(HttpResponse response, GatewayDialect dialect)
    {
        response.Headers[dialect.RequestIdHeader] = Create();
        if (dialect.VersionHeader is { } version)
        {
            response.Headers[version] = "v0.0.0";
        }
    }

    public static string Of(HttpResponse response, GatewayDialect dialect) =>
        response.Headers[dialect.RequestIdHeader].ToString();

    private static string Create()
    {
        Span<char> suffix = stackalloc char[SuffixLength];
        Random.Shared.GetItems(Alphabet, suffix);
        return string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyyMMddHHmmssfffffff}{suffix}");
    }
}
