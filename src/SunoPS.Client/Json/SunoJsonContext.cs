using System.Text.Json.Serialization;

namespace SunoPS;

/// <summary>Generated serialization of requests and plain values.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BatchRequest))]
[JsonSerializable(typeof(string))]
internal sealed partial class SunoJsonContext : JsonSerializerContext;

/// <summary>The body of a batch request.</summary>
/// <param name="Ids">The task ids.</param>
/// <param name="Action">The kind of task; omitted if null.</param>
internal sealed record BatchRequest(
    [property: JsonPropertyName("ids")] IReadOnlyList<string> Ids,
    [property: JsonPropertyName("action")] string? Action);
