using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SunoPS;

/// <summary>Generated code for the JSON files beside media.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SunoClip))]
internal sealed partial class MediaJson : JsonSerializerContext
{
    /// <summary>
    /// Options for files that people read: does not escape non-ASCII letters, writes times with their offset.
    /// </summary>
    public static MediaJson Readable { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Converters = { new OffsetTimeConverter(), new JsonObjectConverter() },
    });

    /// <summary>Writes a local time as ISO 8601 with its offset.</summary>
    private sealed class OffsetTimeConverter : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTime();

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(new DateTimeOffset(value));
    }
}
