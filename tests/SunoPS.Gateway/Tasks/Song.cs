using System.Text.Encodings.Web;
using System.Text.Json;

namespace SunoPS.Gateway;

/// <summary>The texts of a song, escaped for JSON.</summary>
internal sealed class Song(string title, string[] tags, string prompt, string? description = null)
{
    public JsonEncodedText Title { get; } = Encode(title);

    public JsonEncodedText Tags { get; } = Encode(string.Join(", ", tags));

    public IReadOnlyList<JsonEncodedText> TagList { get; } = [.. tags.Select(Encode)];

    /// <summary>The lyrics; empty for an instrumental.</summary>
    public JsonEncodedText Prompt { get; } = Encode(prompt);

    /// <summary>The description of the song; null if it was generated from lyrics.</summary>
    public JsonEncodedText? Description { get; } = description is null ? null : Encode(description);

    private static JsonEncodedText Encode(string text) =>
        JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
}
