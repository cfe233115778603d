using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SunoPS;

/// <summary>What goes out, and plain values, by generated code.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BatchRequest))]
[JsonSerializable(typeof(MusicRequest))]
[JsonSerializable(typeof(LyricsRequest))]
[JsonSerializable(typeof(ConcatRequest))]
[JsonSerializable(typeof(string))]
internal sealed partial class SunoJsonContext : JsonSerializerContext
{
    /// <summary>
    /// For bodies that people read before they are sent (<c>-WhatIf</c>): letters of every script as they are.
    /// </summary>
    public static SunoJsonContext Plain { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

/// <summary>The body of a batch request.</summary>
/// <param name="Ids">The task ids.</param>
/// <param name="Action">The kind of task; left out when null.</param>
internal sealed record BatchRequest(
    [property: JsonPropertyName("ids")] IReadOnlyList<string> Ids,
    [property: JsonPropertyName("action")] string? Action);
