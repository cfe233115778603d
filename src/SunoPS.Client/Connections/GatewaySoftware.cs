namespace SunoPS;

/// <summary>Recognizes the software of a gateway by its responses; null if they do not show it.</summary>
internal static class GatewaySoftware
{
    public const string SunoApi = "Suno-API";

    private const string NewApi = "new-api";
    private const string OneHub = "one-hub";

    /// <summary>The header of new-api before 2026, one-hub and other relays.</summary>
    private const string RelayHeader = "X-Oneapi-Request-Id";

    private static readonly (string Name, string? Software)[] Headers =
        [("X-New-Api-Version", NewApi), ("X-Any2api-Request-Id", SunoApi), (RelayHeader, null)];

    public static bool IsShownBy(HttpResponseMessage response) => HeaderOf(response).Name is not null;

    public static string? Of(HttpResponseMessage response) => HeaderOf(response) switch
    {
        // Of the relays with this header, only the type of an error shows which one it is.
        { Name: RelayHeader } when !response.IsSuccessStatusCode => BufferedContent.Of(response).Error?.Type switch
        {
            "new_api_error" or "new_api_panic" => NewApi,
            "one_hub_error" => OneHub,
            _ => null,
        },
        { Software: var software } => software,
    };

    /// <summary>Returns the software of a relay by its list of models.</summary>
    public static string? OfModels(HttpResponseMessage response, SunoJsonObject list, SunoJsonObject[] models) =>
        !response.Headers.Contains(RelayHeader) ? null
        : list["success"] is true ? NewApi
        : Array.Exists(models, static model => model["owned_by"] is "Suno") ? OneHub
        : null;

    private static (string Name, string? Software) HeaderOf(HttpResponseMessage response) =>
        Array.Find(Headers, header => response.Headers.Contains(header.Name));
}
