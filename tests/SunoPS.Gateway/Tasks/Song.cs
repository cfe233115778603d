using System.Text.Encodings.Web;

namespace SunoPS.Gateway;

/// <summary>The texts of a song, escaped for JSON. Only an instrumental has no lyrics.</summary>
/// <param name="prompt">The lines of the lyrics.</param>
/// <param name="description">The description of the song; null if it was generated from lyrics.</param>
internal sealed class Song(string title, string[] tags, string[] prompt, string? description)
{
    public JsonEncodedText Title { get; } = Encode(title);

    public JsonEncodedText Tags { get; } = Encode(string.Join(", ", tags));

    public IReadOnlyList<JsonEncodedText> TagList { get; } = [.. tags.Select(Encode)];

    public JsonEncodedText Prompt { get; } = Encode(string.Join('\n', prompt));

    public string? Description { get; } = description;

    private static JsonEncodedText Encode(string text) =>
        JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
}
