using System.Text.Json;

namespace SunoPS;

/// <summary>Reads the result of a lyrics task.</summary>
internal static class LyricsReader
{
    /// <summary>Reads the object that the reader stands on; the id of its task is still missing.</summary>
    /// <param name="reader">Stands on the start of the object; is left at its end.</param>
    /// <param name="source">The text that the reader reads.</param>
    /// <param name="key">The name of the object where lyrics are keyed by id; else null.</param>
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
