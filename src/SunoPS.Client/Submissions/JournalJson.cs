using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SunoPS;

/// <summary>Generated serialization of lines of the journal.</summary>
[JsonSerializable(typeof(JournalLine))]
internal sealed partial class JournalJson : JsonSerializerContext
{
    /// <summary>
    /// Options for files that people read: does not escape non-ASCII letters, but escapes control characters.
    /// </summary>
    public static JournalJson Readable { get; } = new(new JsonSerializerOptions
    {
        // A line has the body that was sent, one level deeper.
        MaxDepth = JsonText.MaximumDepth + 1,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters =
        {
            new JsonStringEnumConverter<SunoSubmissionState>(namingPolicy: null, allowIntegerValues: false),
            new JsonObjectConverter(),
        },
    });
}
