using System.Net;

namespace SunoPS;

/// <summary>
/// Marks a request that must not reach the gateway twice, because every accepted request costs money.
/// </summary>
internal static class OneTimeRequest
{
    private static readonly HttpRequestOptionsKey<bool> OptionsKey = new("SunoPS.IsOneTime");

    public static void Mark(HttpRequestMessage request) => request.Options.Set(OptionsKey, true);

    public static bool Is(HttpRequestMessage request) =>
        request.Options.TryGetValue(OptionsKey, out bool isOneTime) && isOneTime;

    /// <summary>True for a response that says that the request was not accepted and may be retried.</summary>
    public static bool WasTurnedAway(HttpResponseMessage response) =>
        response.StatusCode == UnnamedStatus.TooManyRequests
        || (response.StatusCode == HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter is not null);
}
