using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SunoPS;

/// <summary>Reads a clip.</summary>
internal static class ClipReader
{
    /// <summary>Reads the object at the reader's position.</summary>
    /// <param name="reader">At the start of the object; moved to its end.</param>
    /// <param name="source">The JSON text.</param>
    /// <param name="key">The name of the clip in an object keyed by id; null otherwise.</param>
    [MethodImpl(Hot.Path)]
    public static ClipDraft Read(ref Utf8JsonReader reader, ref JsonSource source, string? key)
    {
        var draft = new ClipDraft();
        ClipFields.Table.Read(ref reader, ref source, draft, ref draft.AdditionalProperties);
        draft.EndFields(source.Utf8, key);
        return draft;
    }

    /// <summary>
    /// Reads the fields of <c>metadata</c> as the clip's own; an array of one object counts as that object.
    /// </summary>
    [MethodImpl(Hot.Path)]
    public static bool ReadMetadata(ref Utf8JsonReader reader, ref JsonSource source, ClipDraft draft)
    {
        bool isInArray = IsOneObjectInArray(reader, source.Steps);
        if (isInArray)
        {
            source.Steps.Read(ref reader);
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            bool isNothing = reader.TokenType == JsonTokenType.Null
                || (reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty);
            source.Steps.Skip(ref reader);
            return isNothing;
        }

        ClipFields.Table.Read(
            ref reader, ref source, draft, ref draft.AdditionalProperties, excluded: FieldTraits.NotInMetadata);
        if (isInArray)
        {
            source.Steps.Read(ref reader);
        }

        return true;
    }

    private static bool IsOneObjectInArray(Utf8JsonReader reader, ReadingSteps steps)
    {
        if (
            reader.TokenType != JsonTokenType.StartArray || !steps.Read(ref reader)
                || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        steps.Skip(ref reader);
        steps.Read(ref reader);
        return reader.TokenType == JsonTokenType.EndArray;
    }
}
