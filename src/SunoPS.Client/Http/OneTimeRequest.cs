using System.Net;

namespace SunoPS;

/// <summary>A request that must not reach the gateway twice, because each one that is taken costs money.</summary>
internal static class OneTimeRequest
{
    private static readonly HttpRequestOptionsKey<bool> OptionsKey = new("SunoPS.IsOneTime");

    public static void Mark(HttpRequestMessage request) => request.Options.Set(OptionsKey, true);

    public static bool Is(HttpRequestMessage request) =>
        request.Options.TryGetValue(OptionsKey, out bool isOneTime) && isOneTime;

    /// <summary>True for an answer which says that the request was not taken, and may be sent again.</summary>
    public static bool WasTurnedAway(HttpResponseMessage response) =>
        response.StatusCode == UnnamedStatus.TooManyRequests
        || (response.StatusCode == HttpStatusCode.ServiceUnavailable && response.Headers.RetryAfter is not null);
}
