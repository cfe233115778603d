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

    /// <summary>Reads the tasks, by the reader that reads the answers of gateways.</summary>
    /// <param name="json">An answer in its envelope, tasks without one, or a line of text that ends in either.</param>
    /// <returns>The tasks, in the order of the JSON; none where the answer holds none.</returns>
    /// <exception cref="SunoApiException">
    /// The text holds no such JSON (<see cref="SunoErrorKind.InvalidResponse"/>), or an answer that is an error
    /// (<see cref="SunoErrorKind.GatewayError"/>).
    /// </exception>
    public static IReadOnlyList<SunoTask> ReadTasks(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        byte[] utf8 = Encoding.UTF8.GetBytes(json);
        JsonException? failure = null;
        GatewayAnswer? first = null;
        int start = 0;
        for (int i = 0; i < MostBeginnings; i++)
        {
            // A log line's own text can have brackets before its JSON, but not on lines before it: those are lines that
            // broke off.
            int offset = utf8.AsSpan(start).IndexOfAny((byte)'{', (byte)'[');
            if (offset < 0 || (i > 0 && utf8.AsSpan(start, offset).Contains((byte)'\n')))
            {
                break;
            }

            start += offset;
            int length = LengthOfValue(utf8.AsSpan(start), out JsonException? exception, out bool hasFields);
            if (exception is null)
            {
                GatewayAnswer answer = Reader.Read(utf8.AsSpan(start, length), fallbackId: null);
                if (answer.Tasks.Count > 0)
                {
                    return answer.Tasks;
                }

                first ??= answer;
            }

            failure ??= exception;
            if (exception is not null && hasFields)
            {
                // Parts of an answer that breaks off are no answer.
                first = null;
                break;
            }

            start += length;
        }

        return first switch
        {
            { IsSuccess: false } or { HasData: false, Message: not null } => throw new SunoApiException(
                SunoErrorKind.GatewayError,
                $"The JSON is an error of a gateway: {Quote(first.Message ?? first.Code) ?? "without words"}",
                "Give a response with tasks.")
            {
                Code = Quote(first.Code),
                GatewayMessage = Quote(first.Message),
                RequestId = Quote(first.RequestId),
            },
            { HasData: true, HasForeignData: false } => [],
            not null => throw Invalid("The JSON has no task"),
            _ => throw Invalid(
                failure is null ? "The text has no JSON object or array" : "The text is invalid or truncated JSON"),
        };
    }

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
