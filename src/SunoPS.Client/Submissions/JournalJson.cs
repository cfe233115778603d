using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SunoPS;

[JsonSerializable(typeof(JournalLine))]
internal sealed partial class JournalJson : JsonSerializerContext
{
    /// <summary>Escapes control characters, but not letters: people read the files.</summary>
    public static JournalJson Readable { get; } = new(new JsonSerializerOptions
    {
        // A line has the body that was sent, one level deeper.
        MaxDepth = JsonText.MaximumDepth + 1,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new StateConverter(),
            new JsonObjectConverter(),
        },
    });

    /// <summary>Takes names alone; the converter of .NET 8 also takes a number in quotation marks.</summary>
    private sealed class StateConverter : JsonConverter<SunoSubmissionState>
    {
        public override SunoSubmissionState Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.GetString() is { } name
            && Enum.IsDefined(typeof(SunoSubmissionState), name) && Enum.TryParse(name, out SunoSubmissionState state)
                ? state
                : throw new JsonException();

        public override void Write(
            Utf8JsonWriter writer, SunoSubmissionState value, JsonSerializerOptions options) =>
            writer.WriteStringValue($"{value}");
    }
}
