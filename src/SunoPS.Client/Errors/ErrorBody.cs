using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>The readable parts of an error response in JSON.</summary>
internal sealed class ErrorBody
{
    /// <summary>Maximum number of bytes of a text that are decoded; errors show much less.</summary>
    private const int LongestWord = 64 * 1024;

    /// <summary>The code (<c>code</c>, <c>error.code</c>, <c>error.type</c>); null for none.</summary>
    public string? Code { get; private set; }

    /// <summary>The message (<c>message</c>, <c>msg</c>, <c>detail</c>, <c>error</c>); null for none.</summary>
    public string? Message { get; private set; }

    /// <summary>The request id; null for none.</summary>
    public string? RequestId { get; private set; }

    /// <summary>The author of the response.</summary>
    public Speaker Who { get; private set; } = Speaker.Stranger;

    /// <summary>Reads a body; null if it is not a JSON object or array.</summary>
    public static ErrorBody? Read(HttpResponseMessage response)
    {
        var reader = new Utf8JsonReader(BufferedContent.Of(response).Utf8.Span, JsonText.ReaderOptions);
        var body = new ErrorBody();
        try
        {
            reader.Read();
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    body.ReadObject(ref reader);
                    return body;
                case JsonTokenType.StartArray:
                    reader.Skip();
                    return body;
                default:
                    return null;
            }
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void ReadObject(ref Utf8JsonReader reader)
    {
        string? type = null;
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
                    type ??= Word(ref reader);
                    break;
                case "MESSAGE" or "MSG" or "DETAIL":
                    Message ??= Word(ref reader);
                    break;
                case "REQUESTID":
                    RequestId ??= Word(ref reader);
                    break;
                case "ERROR" when reader.TokenType == JsonTokenType.String:
                    error = new ErrorBody { Message = Word(ref reader) };
                    break;
                case "ERROR" when reader.TokenType == JsonTokenType.StartObject && reader.CurrentDepth == 1:
                    error = new ErrorBody();
                    error.ReadObject(ref reader);
                    break;
            }

            reader.Skip();
        }

        Who = error?.Who
            ?? (type is "new_api_error" or "one_hub_error" ? Speaker.Relay
                : Code is not null && reader.CurrentDepth == 0 ? Speaker.Tasks
                : Speaker.Stranger);
        Code = error?.Code ?? Code ?? type;
        Message = error?.Message ?? Message;
        RequestId = error?.RequestId ?? RequestId;
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
