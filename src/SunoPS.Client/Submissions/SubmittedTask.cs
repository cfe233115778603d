using System.Globalization;
using System.Text;

namespace SunoPS;

/// <summary>Reads the task of a submission from the gateway's response.</summary>
internal static class SubmittedTask
{
    /// <summary>Words of a response without an id, beside those of a status.</summary>
    private static readonly string[] NoIds = ["ok", "true", "false", "null", "none", "undefined"];

    /// <exception cref="SunoApiException">It was not accepted, or the response names no new task.</exception>
    public static SunoTask Read(HttpResponseMessage response, SunoConnection connection)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw GatewayErrors.From(response, connection);
        }

        GatewayAnswer answer;
        ReadOnlyMemory<byte> utf8 = BufferedContent.Of(response).Utf8;
        try
        {
            answer = AnswerReader.Read(utf8.Span, connection.Gateway);
        }
        catch (InvalidDataException)
        {
            throw Unreadable();
        }

        string? id = JsonText.IsWhole(utf8.Span) ? FindId(JsonUnfolding.Value(utf8)) : throw Unreadable();
        SunoTask? whole = answer.Tasks.Count == 1 && answer.Tasks[0].TaskId == id ? answer.Tasks[0] : null;
        if (id is null || (!answer.IsSuccess && whole is null))
        {
            SunoApiException failure = GatewayErrors.From(response, connection);
            throw answer.IsSuccess ? failure.With(ErrorTraits.None)
                : id is null || failure.IsRefused ? failure
                : Unknown($"but is a failure: {failure.GatewayMessage ?? "without words"}", failure);
        }

        // A copy of an earlier response, such as that of a broken proxy.
        return connection.AddSubmitted(id, TimeProvider.System)
            ? whole ?? new SunoTask { TaskId = id, Gateway = connection.Gateway }
            : throw Unknown("which an earlier submission created");

        SunoApiException Unknown(string what, SunoApiException? failure = null)
        {
            string? named = DisplayText.Quote(id, connection.KeyMask);
            SunoApiException unknown = GatewayErrors.Unknown($"its response names task '{named}', {what}");
            return failure?.With(unknown.Kind, unknown.Message, unknown.Remedy) ?? unknown;
        }

        SunoApiException Unreadable() =>
            GatewayErrors.Unreadable(response, "invalid or truncated JSON", connection);
    }

    /// <summary>
    /// Finds the id: a string or number, alone, in an object or in an array of one, also serialized to a string; with
    /// or without an envelope. Null for none.
    /// </summary>
    private static string? FindId(object? answer) =>
        answer is SunoJsonObject envelope && Member(envelope, "data") is { Key: not null } data
            ? IdOf(Member(envelope, "taskid").Value) ?? FindIn(data.Value)
            : FindIn(answer);

    private static string? FindIn(object? value) => value switch
    {
        // With several items, it is not known which one belongs to the submission.
        object?[] items => items.Length == 1 ? FindIn(items[0]) : null,
        // A relay of a relay can pass on the envelope.
        SunoJsonObject item => IdOf(Member(item, "taskid").Value) ?? IdOf(Member(item, "id").Value)
            ?? (Member(item, "code").Value is { } code && GatewayAnswer.IsSuccessCode($"{code}")
                ? FindIn(Member(item, "data").Value) : null),
        string text when Encoding.UTF8.GetBytes(text) is var inner && JsonText.IsWhole(inner) =>
            FindId(JsonUnfolding.Value(inner)),
        _ => IdOf(value),
    };

    /// <summary>Finds a member in any case style: <c>task_id</c>, <c>taskId</c>, <c>TaskID</c>.</summary>
    private static KeyValuePair<string, object?> Member(SunoJsonObject parent, string folded) =>
        parent.FirstOrDefault(member => CaseStyles.Fold(member.Key) == folded);

    /// <summary>Returns an id; null for a text that cannot be an id, such as a sentence.</summary>
    private static string? IdOf(object? value) => value switch
    {
        string text when text.Trim() is not ['{' or '[', ..] and var id
            && SunoTaskId.FindFault(id) is null && !NoIds.Contains(id, StringComparer.OrdinalIgnoreCase)
            && StatusWords.ToTaskStatus(id) == SunoTaskStatus.Unknown

            // Bytes that are not UTF-8 were replaced.
            && !id.Any(static c => c == '\uFFFD' || char.IsWhiteSpace(c)) => id,
        IFormattable number and not (0L or 0.0) => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => null,
    };
}
