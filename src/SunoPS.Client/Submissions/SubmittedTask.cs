using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>Reads the task of a submission from the gateway's response.</summary>
internal static class SubmittedTask
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

    /// <exception cref="SunoApiException">
    /// The gateway did not accept the submission, or its response does not name a task that is new.
    /// </exception>
    public static SunoTask Read(HttpResponseMessage response, SunoConnection connection)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw GatewayErrors.From(response, connection);
        }

        GatewayAnswer answer;
        string? id;
        try
        {
            ReadOnlyMemory<byte> utf8 = BufferedContent.Of(response).Utf8;
            answer = AnswerReader.Read(utf8.Span, connection.Gateway);
            id = FindId(utf8);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            throw GatewayErrors.Unreadable(response, "invalid or truncated JSON", connection);
        }

        SunoTask? whole = answer.Tasks.Count == 1 && answer.Tasks[0].TaskId == id ? answer.Tasks[0] : null;
        if (id is null || (!answer.IsSuccess && whole is null))
        {
            SunoApiException failure = GatewayErrors.From(response, connection);
            throw answer.IsSuccess || BufferedContent.Of(response).Error is { HasContent: true }
                ? GatewayErrors.Unknown(response.RequestMessage!.RequestUri!, failure)
                : failure;
        }

        // A copy of an earlier response, such as that of a broken proxy.
        return connection.AddSubmitted(id, TimeProvider.System)
            ? whole ?? new SunoTask { TaskId = id, Gateway = connection.Gateway }
            : throw new SunoApiException(
                SunoErrorKind.SubmissionUnknown,
                "The gateway may have accepted and charged the submission; its response names task "
                    + $"'{id}', which an earlier submission created",
                Remedy.LookForTask);
    }

    /// <summary>
    /// Finds the id: a string or number, alone, in an object or in an array of one, also serialized to a string; with
    /// or without an envelope. Null for none.
    /// </summary>
    private static string? FindId(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8, Options);
        JsonElement answer = document.RootElement;
        return answer.ValueKind == JsonValueKind.Object && Member(answer, "data") is { } data
            ? IdOf(Member(answer, "taskid")) ?? FindIn(data)
            : FindIn(answer);
    }

    private static string? FindIn(JsonElement value) => value.ValueKind switch
    {
        // With several items, it is not known which one belongs to the submission.
        JsonValueKind.Array => value.GetArrayLength() == 1 ? FindIn(value[0]) : null,
        JsonValueKind.Object => IdOf(Member(value, "taskid")) ?? IdOf(Member(value, "id")),
        JsonValueKind.String when Valid(value.GetString) is ['{' or '[', ..] text =>
            Encoding.UTF8.GetBytes(text) is var inner && JsonText.IsWhole(inner) ? FindId(inner) : null,
        _ => IdOf(value),
    };

    /// <summary>
    /// Returns a member in any case style: <c>task_id</c>, <c>taskId</c>, <c>TaskID</c>; null for none.
    /// </summary>
    private static JsonElement? Member(JsonElement parent, string folded) =>
        parent.EnumerateObject().FirstOrDefault(member => CaseStyles.Fold(Valid(() => member.Name)) == folded).Value
            is { ValueKind: not JsonValueKind.Undefined } value ? value : null;

    /// <summary>Returns an id; null for a text that cannot be an id, such as a sentence.</summary>
    private static string? IdOf(JsonElement? value) => value?.ValueKind switch
    {
        JsonValueKind.String when Valid(value.Value.GetString) is not ['{' or '[', ..] and var text
            && SunoTaskId.FindFault(text) is null && !text.Any(char.IsWhiteSpace) && !NoIds.Contains(text) => text,
        JsonValueKind.Number when value.Value.GetRawText() is not "0" and var number => number,
        _ => null,
    };

    /// <summary>Reads a name or text; an empty one if it is not valid Unicode.</summary>
    private static string Valid(Func<string?> read)
    {
        try
        {
            return read()!.Trim();
        }
        catch (InvalidOperationException)
        {
            return "";
        }
    }
}
