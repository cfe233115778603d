using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace SunoPS.Gateway;

/// <summary>The body of a batch request.</summary>
internal sealed record BatchRequest(IReadOnlyList<string> Ids, string? Action)
{
    /// <summary>Parses a body; <paramref name="error"/> says why it is invalid.</summary>
    public static bool TryParse(
        ReadOnlyMemory<byte> body, [NotNullWhen(true)] out BatchRequest? batch, [NotNullWhen(false)] out string? error)
    {
        batch = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return TryRead(document.RootElement, out batch, out error);
        }
        catch (JsonException exception)
        {
            error = exception.Message;
            return false;
        }
    }

    private static bool TryRead(
        JsonElement root, [NotNullWhen(true)] out BatchRequest? batch, [NotNullWhen(false)] out string? error)
    {
        batch = null;
        if (root.ValueKind != JsonValueKind.Object)
        {
            error = "the body is not an object";
            return false;
        }

        var ids = new List<string>();
        if (root.TryGetProperty("ids"u8, out JsonElement list) && !TryReadIds(list, ids))
        {
            error = "ids is not an array of strings";
            return false;
        }

        string? action = root.TryGetProperty("action"u8, out JsonElement word) && word.ValueKind == JsonValueKind.String
            ? word.GetString()
            : null;
        batch = new BatchRequest(ids, action);
        error = null;
        return true;
    }

    private static bool TryReadIds(JsonElement list, List<string> ids)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        ids.EnsureCapacity(list.GetArrayLength());
        foreach (JsonElement id in list.EnumerateArray())
        {
            if (id.ValueKind != JsonValueKind.String)
            {
                return false;
            }

            ids.Add(id.GetString()!);
        }

        return true;
    }
}
