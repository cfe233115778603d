using System.Text.Json;

namespace SunoPS;

/// <summary>A text and where it stands in the JSON: the clips of a task mostly have the same long texts, which are read and kept only once.</summary>
/// <param name="Text">The text; null for nothing.</param>
/// <param name="Bytes">Where its value stands.</param>
internal readonly record struct SourcedText(string? Text, Range Bytes)
{
    /// <summary>Reads the value that the reader stands on, or takes the previous clip's text where that came of the same bytes.</summary>
    public static SourcedText Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, SourcedText current, SourcedText previous, ref bool understood)
    {
        int start = (int)reader.TokenStartIndex;
        if (current.Text is null && previous.Text is not null && utf8[start..(int)reader.BytesConsumed].SequenceEqual(utf8[previous.Bytes]))
        {
            understood = true;
            return previous;
        }

        string? text = FieldValue.Text(ref reader, null, current.Text, ref understood);
        return current.Text is null ? new SourcedText(text, start..(int)reader.BytesConsumed) : current;
    }
}
