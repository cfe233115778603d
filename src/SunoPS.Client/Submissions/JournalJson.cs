using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SunoPS;

/// <summary>Generated serialization of lines of the journal.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalLine))]
internal sealed partial class JournalJson : JsonSerializerContext
{
    /// <summary>
    /// Options for files that people read: does not escape non-ASCII letters, but escapes control characters.
    /// </summary>
    public static JournalJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JournalStateConverter(), new JsonObjectConverter() },
    });
}

/// <summary>Reads and writes states by their names. Rejects numbers and unknown names.</summary>
internal sealed class JournalStateConverter : JsonConverter<SunoSubmissionState>
{
    public override SunoSubmissionState Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.String ? throw new JsonException()
        : reader.ValueTextEquals(EarlierJournal.Pending) ? SunoSubmissionState.Pending
        : Enum.TryParse(reader.GetString(), out SunoSubmissionState state)
            && reader.ValueTextEquals(state.ToString()) ? state
        : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, SunoSubmissionState value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
