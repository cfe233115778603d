using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>The readable parts of an error response in JSON; null for what it does not have.</summary>
internal sealed class ErrorBody
{
    /// <summary>Maximum number of bytes of a text that are decoded; errors show much less.</summary>
    private const int LongestWord = 64 * 1024;

    /// <summary>The codes of the open-source servers that handle tasks.</summary>
    private const string OwnCodes =
        "^(fail|invalid_request|internal_error|quota_not_enough|insufficient_user_quota|model_price_error"
        + @"|\w+_(failed|not_found|not_exist))$";

    /// <summary>Maximum number of messages within messages that are opened.</summary>
    private const int MostMessages = 2;

    public string? Code { get; private set; }

    /// <summary>The message, or that within a message in JSON.</summary>
    public string? Message { get; private set; }

    public string? RequestId { get; private set; }

    public string? Type { get; private set; }

    public string? Status { get; private set; }

    /// <summary>True if the body has an <c>error</c>, or its <c>success</c> is false.</summary>
    public bool HasError { get; private set; }

    /// <summary>True if the body has data that may name a task.</summary>
    public bool HasContent { get; private set; }

    public Speaker Who(HttpResponseMessage response) => this switch
    {
        { Type: { } type } when type.EndsWith("_panic", StringComparison.Ordinal) => Speaker.Panic,
        { Type: { } type } when Regex.IsMatch(type, "^[a-z]+_(api|hub)_error$") => Speaker.Relay,
        { HasError: true } or { HasContent: true } or { Code: null } => Speaker.Stranger,
        _ when GatewayAnswer.IsSuccessCode(Code) => Speaker.Stranger,
        { Code: "fail_to_fetch_task" or "bad_response_status_code" } => Speaker.Upstream,

        // Suno-API passes on the status of its upstream, and its name as the message.
        { Code: "invalid_request" or "internal_error", Message: { } message }
            when (int)response.StatusCode >= 400 && StatusText.Without(message, response.StatusCode) is null =>
                Speaker.Upstream,
        _ when Regex.IsMatch(Code!, OwnCodes) => Speaker.Tasks,

        // A number is the status of a proxy, which may add headers.
        _ when GatewaySoftware.IsShownBy(response) && !char.IsDigit(Code![0]) => Speaker.Tasks,
        _ => Speaker.Stranger,
    };

    public static ErrorBody From(WireObject wire, ReadOnlySpan<byte> utf8)
    {
        string? success = Word(wire, utf8, WireField.Success);
        var body = new ErrorBody
        {
            Code = Word(wire, utf8, WireField.Code) ?? (success is "true" or "1" ? success : null),
            Type = Word(wire, utf8, WireField.Type),
            Status = Word(wire, utf8, WireField.Status),
            Message = Word(wire, utf8, WireField.Message) ?? Word(wire, utf8, WireField.Msg)
                ?? Word(wire, utf8, WireField.Detail),
            RequestId = Word(wire, utf8, WireField.RequestId),
            HasContent = IsContent(wire, utf8, WireField.Data) || IsContent(wire, utf8, WireField.TaskId),
            HasError = success is "false" or "0",
        };
        foreach (WireField field in (ReadOnlySpan<WireField>)[WireField.Message, WireField.Error])
        {
            ReadOnlySpan<byte> text = wire[field].In(utf8);
            if (text is [(byte)'{', ..] && HasScalar(text))
            {
                WireObject within = WireReader.Read(text);
                ErrorBody inner = From(within, text);
                body.HasError = true;
                body.HasContent |= IsContent(within, text, WireField.TaskId);
                body.Code = inner.Code ?? inner.Type ?? body.Code;
                body.Type = inner.Type;
                body.Message = inner.Message ?? body.Message;
                body.RequestId = inner.RequestId ?? body.RequestId;
            }
            else if (field == WireField.Error && text is [(byte)'"', ..] && Word(wire, utf8, field) is { } said)
            {
                body.HasError = true;
                body.Message = said;
            }
        }

        return body;
    }

    /// <summary>Reads a body; null if it is not a JSON object or array.</summary>
    public static ErrorBody? Read(ReadOnlySpan<byte> utf8, int messages = MostMessages)
    {
        if (!JsonText.IsWhole(utf8))
        {
            return null;
        }

        try
        {
            WireObject wire = WireReader.Read(utf8);
            ErrorBody body = From(wire, utf8);

            // Beside an error, it is that of the request; a word is that of an error.
            body.HasContent |= !body.HasError && Word(wire, utf8, WireField.Id)?.Any(char.IsDigit) == true;

            // Without a word about an error, it can be the response to an accepted request in another form.
            body.HasContent |= body.Message is null && (body.Code is null || GatewayAnswer.IsSuccessCode(body.Code))
                && HasScalar(utf8);
            if (messages > 0 && body.Message is ['{', ..])
            {
                body.Message = Read(Encoding.UTF8.GetBytes(body.Message), messages - 1)?.Message ?? body.Message;
            }

            return body;
        }
        catch (InvalidDataException)
        {
            return new ErrorBody { HasContent = true };
        }
    }

    private static bool HasScalar(ReadOnlySpan<byte> json)
    {
        foreach (byte sign in json)
        {
            if (sign > ' ' && sign is not ((byte)'{' or (byte)'}' or (byte)'[' or (byte)']'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True for a member that may name a task: <see cref="SubmittedTask"/> looks for an id in it.</summary>
    private static bool IsContent(WireObject wire, ReadOnlySpan<byte> utf8, WireField field) =>
        wire[field].In(utf8) switch
        {
            [] or [(byte)'n' or (byte)'f' or (byte)'t', ..] or [(byte)'0'] => false,
            [(byte)'"' or (byte)'{' or (byte)'[', .. var inner, _] => inner.IndexOfAnyExcept(" \t\r\n"u8) >= 0,
            _ => true,
        };

    /// <summary>Returns a string, number or Boolean as text; null for other values and an empty string.</summary>
    private static string? Word(WireObject wire, ReadOnlySpan<byte> utf8, WireField field)
    {
        if (wire[field] is not { Exists: true } raw)
        {
            return null;
        }

        Utf8JsonReader reader = JsonText.ReaderAt(raw.In(utf8));
        return reader.TokenType switch
        {
            JsonTokenType.String when !reader.ValueSpan.IsEmpty => JsonText.ReadBeginning(ref reader, LongestWord),
            JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.ASCII.GetString(
                reader.ValueSpan[..Math.Min(reader.ValueSpan.Length, LongestWord)]),
            _ => null,
        };
    }
}
