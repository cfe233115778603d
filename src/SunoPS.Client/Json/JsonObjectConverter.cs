using System.Text.Json;
using System.Text.Json.Serialization;

namespace SunoPS;

/// <summary>Keeps the JSON of an object as it was sent. Any other value counts as missing.</summary>
internal sealed class JsonObjectConverter : JsonConverter<SunoJsonObject>
{
    public override SunoJsonObject? Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        SunoJsonObject.Parse(JsonElement.ParseValue(ref reader).GetRawText());

    public override void Write(Utf8JsonWriter writer, SunoJsonObject value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.ToString(), skipInputValidation: true);
}
