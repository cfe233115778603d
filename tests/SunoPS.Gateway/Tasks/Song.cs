using System.Text.Encodings.Web;
using System.Text.Json;

namespace SunoPS.Gateway;

/// <summary>The words of a song, escaped for JSON once and for all.</summary>
internal sealed class Song(string title, string[] tags, string prompt, string? description = null)
{
    public JsonEncodedText Title { get; } = Encode(title);

    public JsonEncodedText Tags { get; } = Encode(string.Join(", ", tags));

    public IReadOnlyList<JsonEncodedText> TagList { get; } = [.. tags.Select(Encode)];

    /// <summary>The words that are sung; empty for an instrumental.</summary>
    public JsonEncodedText Prompt { get; } = Encode(prompt);

    /// <summary>What the song was asked for with; null if its words were given.</summary>
    public JsonEncodedText? Description { get; } = description is null ? null : Encode(description);

    private static JsonEncodedText Encode(string text) =>
        JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
}
