using System.Net;

namespace SunoPS;

/// <summary>Fetches the names of the models that a key may use, from gateways that list them.</summary>
internal static class ModelList
{
    private const int MaxNames = 1_000;
    private const int MaxLength = 100;

    /// <summary>True for a model that generates music or lyrics.</summary>
    public static bool IsOfSuno(string name) =>
        name.StartsWith("suno", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("chirp", StringComparison.OrdinalIgnoreCase);

    /// <summary>Sends one request, and remembers the names in the connection.</summary>
    /// <returns>The names; null if the gateway does not list them.</returns>
    public static async Task<IReadOnlyList<string>?> FetchAsync(
        GatewayChannel channel, CancellationToken cancellationToken)
    {
        var address = channel.Connection.AddressOf("/v1/models");
        try
        {
            using var request = new GatewayRequest(HttpMethod.Get, address) { MayRetry = false };
            using HttpResponseMessage response =
                await channel.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.OK && Read(BufferedContent.Of(response).Utf8) is { } names)
            {
                channel.Connection.Models = names;
                return names;
            }
        }
        catch (SunoApiException)
        {
            // Not every gateway has the address.
        }

        return null;
    }

    private static string[]? Read(ReadOnlyMemory<byte> utf8) =>
        JsonText.IsWhole(utf8.Span) && new SunoJsonObject(utf8.ToArray())["data"] is object?[] models
            ? [.. models.OfType<SunoJsonObject>().Select(static model => model["id"]).OfType<string>()
                .Where(static name => name.Length is > 0 and <= MaxLength)
                .Select(static name => DisplayText.Line(name)).Take(MaxNames)]
            : null;
}
