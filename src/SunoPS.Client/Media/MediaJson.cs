using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SunoPS;

/// <summary>Generated code for the JSON files beside media.</summary>
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(SunoClip))]
internal sealed partial class MediaJson : JsonSerializerContext
{
    /// <summary>Options for files that people read: does not escape non-ASCII letters.</summary>
    public static MediaJson Readable { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Converters = { new JsonObjectConverter() },
    });
}
