namespace SunoPS;

/// <summary>Recognizes the software of a gateway by its responses.</summary>
internal static class GatewaySoftware
{
    public const string SunoApi = "Suno-API";

    private const string NewApi = "new-api";

    private static readonly string[] Headers = ["X-New-Api-Version", "X-Any2api-Request-Id", "X-Oneapi-Request-Id"];

    /// <summary>True for a response with a header of known software.</summary>
    public static bool IsShownBy(HttpResponseMessage response) => Headers.Any(response.Headers.Contains);

    /// <summary>Returns the software; null if the response does not show it.</summary>
    public static string? Of(HttpResponseMessage response) => true switch
    {
        _ when response.Headers.Contains("X-New-Api-Version") => NewApi,
        _ when response.Headers.Contains("X-Any2api-Request-Id") => SunoApi,

        // Of the relays with this header, only the type of an error shows which one it is.
        _ when response.Headers.Contains("X-Oneapi-Request-Id") && !response.IsSuccessStatusCode =>
            ErrorBody.Read(response)?.Type switch
            {
                "new_api_error" or "new_api_panic" => NewApi,
                "one_hub_error" => "one-hub",
                _ => null,
            },
        _ => null,
    };
}
