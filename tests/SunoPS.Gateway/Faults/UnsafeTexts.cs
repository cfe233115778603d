using System.Text;
using System.Text.Json.Nodes;

namespace SunoPS.Gateway;

/// <summary>
/// Sends the response of the dialect, with the key and every character that a terminal interprets in each of its texts.
/// </summary>
internal sealed class UnsafeTexts : IFaultBehavior
{
    public async Task StrikeAsync(FaultStrike strike)
    {
        CapturedAnswer answer = await strike.CaptureAsync();
        string key = strike.Request.Context.Request.Headers.Authorization.ToString();
        JsonNode envelope = JsonNode.Parse(answer.Body)!;
        Spoil(envelope["data"], key);
        byte[] changed = Encoding.UTF8.GetBytes(envelope.ToJsonString());
        await (answer with { Body = changed }).SendAsync(strike.Request.Response);
    }

    private static void Spoil(JsonNode? node, string key)
    {
        switch (node)
        {
            case JsonArray array:
                foreach (JsonNode? item in array)
                {
                    Spoil(item, key);
                }

                break;
            case JsonObject members:
                foreach ((string name, JsonNode? value) in members.ToArray())
                {
                    if (value is JsonValue text && text.TryGetValue(out string? word) && MayChange(name))
                    {
                        members[name] = word + UnsafeCharacters.In($" {key}");
                    }
                    else
                    {
                        Spoil(value, key);
                    }
                }

                break;
        }
    }

    /// <summary>
    /// Whether a member may change: ids, statuses and addresses must stay valid for the task to be found and its files
    /// to be requested.
    /// </summary>
    private static bool MayChange(string name) =>
        name is not ("task_id" or "status") && !name.EndsWith("_url", StringComparison.Ordinal);
}
