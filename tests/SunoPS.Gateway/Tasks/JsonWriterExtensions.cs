using System.Text.Json;

namespace SunoPS.Gateway;

/// <summary>Extensions of the JSON writer.</summary>
internal static class JsonWriterExtensions
{
    public static void WriteStringOrNull(this Utf8JsonWriter writer, ReadOnlySpan<byte> name, JsonEncodedText? text)
    {
        if (text is { } value)
        {
            writer.WriteString(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
