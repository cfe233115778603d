using System.Text.Json;

namespace SunoPS;

/// <summary>Reads the result of a lyrics task.</summary>
internal static class LyricsReader
{
    /// <summary>Reads the object at the reader's position. The result has no task id yet.</summary>
    /// <param name="reader">At the start of the object; moved to its end.</param>
    /// <param name="source">The JSON text.</param>
    /// <param name="key">The name of the lyrics in an object keyed by id; null otherwise.</param>
    public static SunoLyrics Read(ref Utf8JsonReader reader, ref JsonSource source, string? key)
    {
        var lyrics = new SunoLyrics();
        var additional = default(AdditionalProperties);
        LyricsFields.Table.Read(ref reader, ref source, lyrics, ref additional);
        lyrics.Id ??= key;
        if (key is not null && key != lyrics.Id)
        {
            additional.Add("key"u8, key);
        }

        lyrics.Status = StatusWords.ToClipStatus(lyrics.RawStatus);
        lyrics.AdditionalProperties = additional.ToJsonObject();
        return lyrics;
    }
}
