using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>The object around every response of the protocol: code, message, data.</summary>
internal static class Envelope
{
    /// <summary>Writes the envelope of a success up to its data.</summary>
    public static void WriteStart(Utf8JsonWriter writer)
    {
        WriteStart(writer, "success", "");
        writer.WritePropertyName("data"u8);
    }

    public static void WriteEnd(Utf8JsonWriter writer) => writer.WriteEndObject();

    public static async Task SendErrorAsync(
        GatewayRequest request, (string Code, string Message) error, int status = StatusCodes.Status400BadRequest)
    {
        using var answer = new JsonAnswer();
        WriteStart(answer.Writer, error.Code, error.Message);
        if (request.Dialect.SaysNullData)
        {
            answer.Writer.WriteNull("data"u8);
        }

        WriteEnd(answer.Writer);
        await answer.SendAsync(request.Response, status);
    }

    private static void WriteStart(Utf8JsonWriter writer, string code, string message)
    {
        writer.WriteStartObject();
        writer.WriteString("code"u8, code);
        writer.WriteString("message"u8, message);
    }
}
