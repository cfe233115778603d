using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>
/// Reads tasks from JSON that was kept: a saved answer, what a gateway posted to a <c>notify_hook</c>, a line of a log.
/// </summary>
public static class SunoJson
{
    /// <summary>A log line has this many places at most that can be tried as the beginning of its JSON.</summary>
    private const int MostBeginnings = 16;

    private static readonly AnswerReader Reader = new(new StringPool(), gateway: null);
    private static readonly SavedObjects Saved = new(Reader);

    /// <summary>Reads the tasks, by the reader that reads the answers of gateways.</summary>
    /// <param name="json">
    /// An answer in its envelope, tasks without one, a line of text that ends in either, or the JSON of tasks, clips or
    /// lyrics of this library. More than one value is read one after the other.
    /// </param>
    /// <returns>The tasks, in the order of the JSON; none where the answer holds none.</returns>
    /// <exception cref="SunoApiException">
    /// The text holds no such JSON (<see cref="SunoErrorKind.InvalidResponse"/>), or an answer that is an error
    /// (<see cref="SunoErrorKind.GatewayError"/>).
    /// </exception>
    public static IReadOnlyList<SunoTask> ReadTasks(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        IReadOnlyList<SunoTask> tasks = ReadTasks(Encoding.UTF8.GetBytes(json), out SunoApiException? error, out _);
        return tasks.Count == 0 && error is not null ? throw error : tasks;
    }

    /// <summary>Reads the tasks, and says what of the text is not read.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="error">Why there is no task, or what stands beside the tasks; null for neither.</param>
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
            // A log line's own text can have brackets before its JSON, but not on lines before it: those are lines that
            // broke off.
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
                // Parts of an answer that breaks off are no answer.
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
            return Reader.Read(utf8.Span, fallbackId: null);
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
            "Give a response with tasks.")
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
    /// How many bytes the JSON value at the beginning takes; up to its fault where it has one, at least one.
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
            what,
            "Give a saved response, the body of a notify_hook, or a line of a log that ends in either.");
}
