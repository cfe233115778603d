using System.Text.Json;

namespace SunoPS;

/// <summary>Reads the result of a lyrics task.</summary>
internal static class LyricsReader
{
    private static readonly NameTable<Field> Fields = new(
        ("id", Field.Id),
        ("title", Field.Title),
        ("text", Field.Text),
        ("tags", Field.Tags),
        ("status", Field.Status),
        ("error_message", Field.ErrorMessage));

    private enum Field
    {
        None,
        Id,
        Title,
        Text,
        Tags,
        Status,
        ErrorMessage,
    }

    /// <summary>True for the name that only lyrics have.</summary>
    public static bool IsLyricsName(ReadOnlySpan<byte> name) => Fields.Find(name) == Field.Text;

    /// <summary>Reads the object that the reader stands on; the id of its task is still missing.</summary>
    /// <param name="reader">Stands on the start of the object; is left at its end.</param>
    /// <param name="utf8">The bytes the reader reads.</param>
    /// <param name="pool">Where repeated words are kept.</param>
    /// <param name="key">The name under which it stood where it came as an object keyed by id; else null.</param>
    public static SunoLyrics Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, StringPool pool, string? key)
    {
        var lyrics = new SunoLyrics();
        var additional = default(AdditionalProperties);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            Field field = Fields.Find(name);
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            bool understood = false;
            switch (field)
            {
                case Field.Id:
                    lyrics.Id = FieldValue.Text(ref reader, null, lyrics.Id, ref understood);
                    break;
                case Field.Title:
                    lyrics.Title = FieldValue.Text(ref reader, null, lyrics.Title, ref understood);
                    break;
                case Field.Text:
                    lyrics.Text = FieldValue.Text(ref reader, null, lyrics.Text, ref understood);
                    break;
                case Field.Tags:
                    lyrics.Tags = FieldValue.JoinedText(ref reader, pool, lyrics.Tags, ref understood);
                    break;
                case Field.Status:
                    lyrics.RawStatus = FieldValue.Text(ref reader, pool, lyrics.RawStatus, ref understood);
                    break;
                case Field.ErrorMessage:
                    lyrics.ErrorMessage = FieldValue.Text(ref reader, pool, lyrics.ErrorMessage, ref understood);
                    break;
                default:
                    reader.Skip();
                    break;
            }

            if (!understood)
            {
                additional.Add(name, utf8[start..(int)reader.BytesConsumed]);
            }
        }

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
