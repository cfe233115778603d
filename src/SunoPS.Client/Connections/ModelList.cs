using System.Net;

namespace SunoPS;

/// <summary>Fetches the names of the models that a key may use, from gateways that list them.</summary>
internal static class ModelList
{
    private const int MaxNames = 1_000;
    private const int MaxLength = 100;

    public static bool IsOfSuno(string name) =>
        name.StartsWith("suno", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("chirp", StringComparison.OrdinalIgnoreCase);

    /// <summary>Sends one request. The connection remembers the names, and the software that they show.</summary>
    /// <returns>The names; null if the gateway does not list them.</returns>
    public static async Task<IReadOnlyList<string>?> FetchAsync(
        GatewayChannel channel, CancellationToken cancellationToken)
    {
        SunoConnection connection = channel.Connection;
        using var request = new GatewayRequest(HttpMethod.Get, connection.AddressOf("/v1/models"))
            { Retried = ErrorTraits.None };
        try
        {
            using HttpResponseMessage response =
                await channel.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.OK
                || SunoJsonObject.Parse(BufferedContent.Of(response).Utf8.Span) is not { } list
                || list["data"] is not object?[] data)
            {
                return null;
            }

            SunoJsonObject[] models = [.. data.OfType<SunoJsonObject>()];
            connection.Software ??= GatewaySoftware.OfModels(response, list, models);
            return connection.Models =
            [
                .. models.Select(static model => model["id"]).OfType<string>()
                    .Where(static name => name.Length is > 0 and <= MaxLength)
                    .Select(static name => DisplayText.Line(name)).Take(MaxNames),
            ];
        }
        catch (SunoApiException)
        {
            // Not every gateway has the address.
            return null;
        }
    }
}
