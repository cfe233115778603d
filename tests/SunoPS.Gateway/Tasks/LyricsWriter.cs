using System.Text.Json;

namespace SunoPS.Gateway;

/// <summary>Writes the data of a lyrics task: an object where music has an array.</summary>
internal static class LyricsWriter
{
    public static void Write(Utf8JsonWriter writer, in StoredTask task)
    {
        Song song = SongBook.LyricsOf(task.Number);
        writer.WriteStartObject();
        writer.WriteString("id"u8, TaskIds.Clip(task.Id, 1));
        writer.WriteString("text"u8, song.Prompt);
        writer.WriteString("title"u8, song.Title);
        writer.WriteString("status"u8, "complete"u8);
        writer.WriteStartArray("tags"u8);
        foreach (JsonEncodedText tag in song.TagList)
        {
            writer.WriteStringValue(tag);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
