using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>The name that a relay gives to a request, so that its owner can be asked about it.</summary>
internal static class RequestId
{
    private const int SuffixLength = 8;
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>Gives the answer a new request id.</summary>
    public static void Assign(HttpResponse response, ServerWords words) =>
        response.Headers[words.RequestIdHeader] = Create();

    /// <summary>The request id of the answer.</summary>
    public static string Of(HttpResponse response, ServerWords words) =>
        response.Headers[words.RequestIdHeader].ToString();

    private static string Create()
    {
        Span<char> suffix = stackalloc char[SuffixLength];
        Random.Shared.GetItems(Alphabet, suffix);
        return string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyyMMddHHmmssfffffff}{suffix}");
    }
}
