using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>The readable parts of an error response in JSON.</summary>
internal sealed class ErrorBody
{
    /// <summary>Maximum number of bytes of a text that are decoded; errors show much less.</summary>
    private const int LongestWord = 64 * 1024;

    /// <summary>Maximum number of messages within messages that are opened.</summary>
    private const int MostMessages = 2;

    /// <summary>The code (<c>code</c>, <c>error.code</c>, <c>error.type</c>); null for none.</summary>
    public string? Code { get; private set; }

    /// <summary>
    /// The message (<c>message</c>, <c>msg</c>, <c>detail</c>, <c>error</c>); that within a message in JSON; null for
    /// none.
    /// </summary>
    public string? Message { get; private set; }

    /// <summary>The request id; null for none.</summary>
    public string? RequestId { get; private set; }

    /// <summary>The type of the error (<c>error.type</c>); null for none.</summary>
    public string? Type { get; private set; }

    private bool HasError { get; set; }

    private bool HasContent { get; set; }

    /// <summary>Reads a body; null if it is not a JSON object or array.</summary>
    public static ErrorBody? Read(HttpResponseMessage response) =>
        Read(BufferedContent.Of(response).Utf8.Span, MostMessages);

    /// <summary>Returns the author of the response.</summary>
    /// <param name="status">The status of the response.</param>
    public Speaker Who(HttpStatusCode status) => this switch
    {
        { Type: { } type } when type.EndsWith("_panic", StringComparison.Ordinal) => Speaker.Panic,
        { Type: { } type } when Regex.IsMatch(type, "^[a-z]+_(api|hub)_error$") => Speaker.Relay,
        { HasError: true } or { HasContent: true } or { Code: null } => Speaker.Stranger,
        _ when GatewayAnswer.IsSuccessCode(Code) => Speaker.Stranger,
        { Code: "fail_to_fetch_task" or "bad_response_status_code" } => Speaker.Upstream,

        // Suno-API passes on the status of its upstream, and its name as the message.
        { Code: "invalid_request" or "internal_error", Message: { } message }
            when (int)status >= 400 && StatusText.Without(message, status) is null => Speaker.Upstream,
        _ => Speaker.Tasks,
    };

    private static ErrorBody? Read(ReadOnlySpan<byte> utf8, int messages)
    {
        var reader = new Utf8JsonReader(utf8, JsonText.ReaderOptions);
        var body = new ErrorBody();
        try
        {
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    body.ReadObject(ref reader);
                    break;
                case JsonTokenType.StartArray:
                    reader.Skip();
                    break;
                default:
                    return null;
            }
        }
        catch (JsonException)
        {
            return null;
        }

        if (messages > 0 && body.Message is ['{', ..]
            && Read(Encoding.UTF8.GetBytes(body.Message), messages - 1)?.Message is { } inner)
        {
            body.Message = inner;
        }

        return body;
    }

    private void ReadObject(ref Utf8JsonReader reader)
    {
        ErrorBody? error = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = string.Concat(JsonText.Read(ref reader).Split('_')).ToUpperInvariant();
            reader.Read();
            switch (name)
            {
                case "CODE":
                    Code ??= Word(ref reader);
                    break;
                case "TYPE":
                    Type ??= Word(ref reader);
                    break;
                case "MESSAGE" or "MSG" or "DETAIL" when reader.TokenType != JsonTokenType.StartObject:
                    Message ??= Word(ref reader);
                    break;
                case "REQUESTID":
                    RequestId ??= Word(ref reader);
                    break;
                case "ERROR" when reader.TokenType == JsonTokenType.String:
                    error = new ErrorBody { Message = Word(ref reader) };
                    break;
                case "ERROR" or "MESSAGE" when reader is { TokenType: JsonTokenType.StartObject, CurrentDepth: 1 }:
                    error = new ErrorBody();
                    error.ReadObject(ref reader);
                    break;
                case "DATA":
                    HasContent = IsContent(ref reader);
                    break;
            }

            reader.Skip();
        }

        if (error is not null)
        {
            HasError = true;
            Code = error.Code ?? error.Type ?? Code;
            Type = error.Type;
            Message = error.Message ?? Message;
            RequestId = error.RequestId ?? RequestId;
        }
    }
    /// <summary>True for data that may name a task.</summary>
    private static bool IsContent(ref Utf8JsonReader reader)
    {
        Utf8JsonReader next = reader;
        return reader.TokenType switch
        {
            JsonTokenType.Null or JsonTokenType.False => false,
            JsonTokenType.String => !reader.ValueSpan.IsEmpty,
            JsonTokenType.StartObject or JsonTokenType.StartArray => next.Read()
                && next.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray),
            _ => true,
        };
    }

    /// <summary>
    /// Returns a string, number or Boolean as text; null for any other value and for an empty string.
    /// </summary>
    private static string? Word(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String when !reader.ValueSpan.IsEmpty => JsonText.ReadBeginning(ref reader, LongestWord),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.ASCII.GetString(
            reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, LongestWord)]),
        _ => null,
    };
}
