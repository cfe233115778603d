using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>Reads tasks from saved JSON: a response, a notification to a <c>notify_hook</c>, a line of a log.</summary>
public static class SunoJson
{
    /// <summary>Maximum number of offsets in a log line that are tried as the beginning of its JSON.</summary>
    private const int MostBeginnings = 16;

    private static readonly AnswerReader Reader = new(gateway: null);
    private static readonly SavedObjects Saved = new(Reader);

    /// <summary>Reads the tasks, with the reader for responses.</summary>
    /// <param name="json">
    /// A response with its envelope, tasks without one, a line of text that ends in either, or the JSON of tasks, clips
    /// or lyrics of this library. Can contain several values, one after another.
    /// </param>
    /// <returns>The tasks, in the order of the JSON; none if the response contains none.</returns>
    /// <exception cref="SunoApiException">
    /// The text does not contain such JSON (<see cref="SunoErrorKind.InvalidResponse"/>), or contains an error response
    /// (<see cref="SunoErrorKind.GatewayError"/>).
    /// </exception>
    public static IReadOnlyList<SunoTask> ReadTasks(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        IReadOnlyList<SunoTask> tasks = ReadTasks(Encoding.UTF8.GetBytes(json), out SunoApiException? error, out _);
        return tasks.Count == 0 && error is not null ? throw error : tasks;
    }

    /// <summary>Reads the tasks, and reports the parts of the text that are not read.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="error">Why there is no task, or which text beside the tasks is not read; null for neither.</param>
    /// <param name="unread">The names of members around the tasks that are not read.</param>
    internal static IReadOnlyList<SunoTask> ReadTasks(
        byte[] utf8, out SunoApiException? error, out IReadOnlyCollection<string> unread)
    {
        var tasks = new List<SunoTask>();
        var names = new SortedSet<string>(StringComparer.Ordinal);
        JsonException? failure = null;
        GatewayAnswer? first = null;
        bool hasForeignData = false;
        bool isCutOff = false;
        int start = 0;
        for (int i = 0; i < MostBeginnings; i++)
        {
            // The text of a log line can have brackets before its JSON, but only on the same line: earlier lines are
            // truncated.
            int offset = utf8.AsSpan(start).IndexOfAny((byte)'{', (byte)'[');
            if (offset < 0 || (i > 0 && tasks.Count == 0 && utf8.AsSpan(start, offset).Contains((byte)'\n')))
            {
                break;
            }

            start += offset;
            int length = LengthOfValue(utf8.AsSpan(start), out JsonException? exception, out bool hasFields);
            if (exception is null)
            {
                GatewayAnswer answer = ReadValue(utf8.AsMemory(start, length));
                if (answer.Tasks.Count > 0)
                {
                    tasks.AddRange(answer.Tasks);
                    hasForeignData |= answer.HasForeignData;
                    names.UnionWith(answer.Unread);
                    i = 0;
                }

                first ??= answer;
            }

            failure ??= exception;
            if (exception is not null && hasFields)
            {
                // Parts of a truncated response are not a response.
                first = null;
                isCutOff = true;
                break;
            }

            start += length;
        }

        unread = names;
        error = tasks.Count == 0 ? ErrorOf(first, failure)
            : isCutOff ? Invalid("The text after the last task is invalid or truncated JSON")
            : hasForeignData ? Invalid("The JSON also has values that are not tasks; they are not read")
            : null;
        return tasks;
    }

    private static GatewayAnswer ReadValue(ReadOnlyMemory<byte> utf8)
    {
        if (Saved.TryRead(utf8) is not { } saved)
        {
            return Reader.Read(utf8.Span);
        }

        var answer = new GatewayAnswer { HasData = true };
        answer.Tasks.AddRange(saved);
        return answer;
    }

    private static SunoApiException? ErrorOf(GatewayAnswer? answer, JsonException? failure) => answer switch
    {
        { IsSuccess: false } or { HasData: false, Message: not null } => new SunoApiException(
            SunoErrorKind.GatewayError,
            $"The JSON is an error of a gateway: {Quote(answer.Message ?? answer.Code) ?? "without words"}",
            Remedy.GiveTasks)
        {
            Code = Quote(answer.Code),
            GatewayMessage = Quote(answer.Message),
            RequestId = Quote(answer.RequestId),
        },
        { HasData: true, HasForeignData: false } => null,
        not null => Invalid("The JSON has no task"),
        _ => Invalid(
            failure is null ? "The text has no JSON object or array" : "The text is invalid or truncated JSON"),
    };

    private static string? Quote(string? text) => DisplayText.Quote(text, KeyMask.None);

    /// <summary>
    /// Returns the number of bytes of the JSON value at the beginning, or up to its first error; at least 1.
    /// </summary>
    private static int LengthOfValue(ReadOnlySpan<byte> utf8, out JsonException? fault, out bool hasFields)
    {
        fault = null;
        hasFields = false;
        var reader = new Utf8JsonReader(utf8, JsonText.ReaderOptions);
        try
        {
            do
            {
                reader.Read();
                hasFields |= reader.TokenType == JsonTokenType.PropertyName;
            }
            while (
                reader.CurrentDepth > 0 || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray);
        }
        catch (JsonException exception)
        {
            fault = exception;
        }

        return Math.Max(1, (int)reader.BytesConsumed);
    }

    private static SunoApiException Invalid(string what) =>
        new(
            SunoErrorKind.InvalidResponse,
            $"{what}. Give a saved response, the body of a notify_hook, or a line of a log that ends in either.");
}
