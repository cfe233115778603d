using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>Finds the id of the task in the response to a submission.</summary>
internal static class SubmittedId
{
    /// <summary>Words of a response without an id.</summary>
    private static readonly HashSet<string> NoIds = new(StringComparer.OrdinalIgnoreCase)
    {
        "success", "succeeded", "successful", "ok", "true", "false", "null", "none", "undefined", "error", "failed",
    };

    private static readonly JsonDocumentOptions Options = new()
    {
        MaxDepth = JsonText.MaximumDepth,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <summary>
    /// Finds the id: a string or number, alone, in an object or in an array of one, also serialized to a string; with
    /// or without an envelope.
    /// </summary>
    /// <param name="utf8">The body as UTF-8.</param>
    /// <param name="hasContent">True if there is any value where a task or its id belongs.</param>
    /// <returns>The id; null for none.</returns>
    /// <exception cref="JsonException">The body is not exactly one JSON value.</exception>
    public static string? Find(ReadOnlyMemory<byte> utf8, out bool hasContent)
    {
        using var document = JsonDocument.Parse(utf8, Options);
        JsonElement answer = document.RootElement;
        hasContent = false;
        return answer.ValueKind != JsonValueKind.Object ? FindIn(answer, out hasContent)
            : IdOf(Member(answer, "taskid"))
                ?? (Member(answer, "data") is { ValueKind: not JsonValueKind.Undefined } data
                    ? FindIn(data, out hasContent)
                    : IdOf(Member(answer, "id")));
    }

    private static string? FindIn(JsonElement value, out bool hasContent)
    {
        switch (value.ValueKind)
        {
            // With several items, it is not known which one belongs to the submission.
            case JsonValueKind.Array:
                hasContent = value.GetArrayLength() > 1;
                return value.GetArrayLength() == 1 ? FindIn(value[0], out hasContent) : null;
            case JsonValueKind.Object:
                hasContent = value.EnumerateObject().Any();
                return IdOf(Member(value, "taskid")) ?? IdOf(Member(value, "id"));
            case JsonValueKind.String
                when TextOf(value) is ['{' or '[', ..] text && JsonText.IsWhole(Encoding.UTF8.GetBytes(text)):
                using (var document = JsonDocument.Parse(text, Options))
                {
                    return FindIn(document.RootElement, out hasContent);
                }

            default:
                string? found = IdOf(value);
                hasContent = found is not null || (value.ValueKind == JsonValueKind.String && TextOf(value).Length > 0);
                return found;
        }
    }

    /// <summary>
    /// Returns a member in any case style: <c>task_id</c>, <c>taskId</c>, <c>TaskID</c>; undefined for none.
    /// </summary>
    private static JsonElement Member(JsonElement parent, string folded) =>
        parent.EnumerateObject().FirstOrDefault(member => CaseStyles.Fold(member.Name) == folded).Value;

    /// <summary>Returns an id; null for a text that cannot be an id, such as a sentence.</summary>
    private static string? IdOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when TextOf(value) is not ['{' or '[', ..] and var text
            && SunoTaskId.FindFault(text) is null && !text.Any(char.IsWhiteSpace) && !NoIds.Contains(text) => text,
        JsonValueKind.Number when value.GetRawText() is not "0" and var number => number,
        _ => null,
    };

    /// <summary>Returns a text, which may not be valid Unicode.</summary>
    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!.Trim();
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText();
        }
    }
}
