using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>Reads a task and, from its <c>data</c>, its clips or lyrics, in whichever form they come.</summary>
internal static class TaskReader
{
    /// <summary>What an object in a task's <c>data</c> is.</summary>
    private enum Content
    {
        Nothing,
        Clip,
        Lyrics,
        ByKey,
        Unknown,
    }

    /// <summary>Reads the object that the reader stands on.</summary>
    /// <param name="reader">Stands on the start of the object; is left at its end.</param>
    /// <param name="source">The text that the reader reads.</param>
    /// <param name="gateway">The name of the gateway; null for saved JSON.</param>
    /// <param name="fallbackId">The id of a task that has none of its own.</param>
    [MethodImpl(Hot.Path)]
    public static SunoTask Read(ref Utf8JsonReader reader, ref JsonSource source, string? gateway, string? fallbackId)
    {
        var draft = new TaskDraft(gateway);
        TaskFields.Table.Read(ref reader, ref source, draft, ref draft.AdditionalProperties);
        return draft.Complete(fallbackId);
    }

    /// <summary>
    /// Reads clips or lyrics that come without their task, as some servers answer a request for one task.
    /// </summary>
    /// <returns>Their task; null if the value is neither.</returns>
    public static SunoTask? TryReadBare(
        ref Utf8JsonReader reader, ref JsonSource source, string? gateway, string? fallbackId)
    {
        var draft = new TaskDraft(gateway);
        return TryReadContent(ref reader, ref source, draft, action: null) && draft.IsCertain
            ? draft.CompleteBare(fallbackId)
            : null;
    }

    /// <summary>
    /// Reads a task's <c>data</c>; false if a part of it is neither clip nor lyrics and has to be kept.
    /// </summary>
    [MethodImpl(Hot.Path)]
    public static bool ReadData(ref Utf8JsonReader reader, ref JsonSource source, TaskDraft draft)
    {
        int start = (int)reader.TokenStartIndex;
        if (draft.HasContent && reader.TokenType != JsonTokenType.Null)
        {
            source.Steps.Skip(ref reader);
            return source.Utf8[start..(int)reader.BytesConsumed].SequenceEqual(source.Utf8[draft.Content]);
        }

        bool isHeld = TryReadContent(ref reader, ref source, draft, draft.ActionFor(reader, source.Steps));
        draft.Content = start..(int)reader.BytesConsumed;
        return isHeld;
    }

    [MethodImpl(Hot.Path)]
    private static bool TryReadContent(
        ref Utf8JsonReader reader, ref JsonSource source, TaskDraft draft, string? action)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.String:
                return TryReadContentInText(ref reader, ref source, draft, action);
            case JsonTokenType.StartObject:
                return TryReadObject(ref reader, ref source, draft, action, key: null);
            case JsonTokenType.StartArray:
                bool isHeld = true;
                while (source.Steps.Read(ref reader) && reader.TokenType != JsonTokenType.EndArray)
                {
                    isHeld &= TryReadItem(ref reader, ref source, draft, action, key: null);
                }

                return isHeld;
            default:
                return false;
        }
    }

    /// <summary>Some servers put the JSON of the clips into a string.</summary>
    private static bool TryReadContentInText(
        ref Utf8JsonReader reader, ref JsonSource source, TaskDraft draft, string? action)
    {
        if (reader.ValueSpan.IsEmpty)
        {
            return true;
        }

        byte[] utf8 = Encoding.UTF8.GetBytes(JsonText.Read(ref reader));
        if (!JsonText.IsWhole(utf8, source.Steps))
        {
            return false;
        }

        var inner = new Utf8JsonReader(utf8, JsonText.ReaderOptions);
        var innerSource = new JsonSource(utf8, source.Pool, source.Steps);
        source.Steps.Read(ref inner);
        return TryReadContent(ref inner, ref innerSource, draft, action);
    }

    [MethodImpl(Hot.Path)]
    private static bool TryReadItem(
        ref Utf8JsonReader reader, ref JsonSource source, TaskDraft draft, string? action, string? key)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            return TryReadObject(ref reader, ref source, draft, action, key);
        }

        bool isNothing = reader.TokenType == JsonTokenType.Null;
        source.Steps.Skip(ref reader);
        return isNothing;
    }

    [MethodImpl(Hot.Path)]
    private static bool TryReadObject(
        ref Utf8JsonReader reader, ref JsonSource source, TaskDraft draft, string? action, string? key)
    {
        Content kind = Classify(reader, source.Steps, action, out bool isCertain);
        draft.IsCertain |= isCertain;
        switch (kind)
        {
            case Content.Nothing:
                source.Steps.Skip(ref reader);
                return true;
            case Content.Lyrics when draft.Lyrics is null:
                draft.Lyrics = LyricsReader.Read(ref reader, ref source, key);
                return true;
            case Content.Clip:
                draft.Clips.Add(ClipReader.Read(ref reader, ref source, key));
                return true;
            case Content.ByKey when key is null:
                bool isHeld = true;
                while (source.Steps.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
                {
                    string name = JsonText.Read(ref reader);
                    source.Steps.Read(ref reader);
                    isHeld &= TryReadItem(ref reader, ref source, draft, action, name);
                }

                return isHeld;
            default:
                source.Steps.Skip(ref reader);
                return false;
        }
    }

    /// <summary>
    /// Tells by its content what an object is; the task's action decides only where the content does not.
    /// </summary>
    [MethodImpl(Hot.Path)]
    private static Content Classify(
        Utf8JsonReader reader, ReadingSteps steps, string? action, out bool isCertain)
    {
        isCertain = true;
        Evidence evidence = Evidence.None;
        bool hasObjectsOnly = true;
        bool isEmpty = true;
        while (steps.Read(ref reader) && reader.TokenType == JsonTokenType.PropertyName)
        {
            isEmpty = false;
            evidence |= NameEvidence.Of(reader.ValueSpan);
            if (evidence.HasFlag(Evidence.CertainClip))
            {
                return Content.Clip;
            }

            steps.Read(ref reader);
            hasObjectsOnly &= reader.TokenType == JsonTokenType.StartObject;
            steps.Skip(ref reader);
        }

        isCertain = evidence.HasFlag(Evidence.Lyrics);
        return isEmpty ? Content.Nothing
            : isCertain ? Content.Lyrics
            : !evidence.HasFlag(Evidence.Clip) ? hasObjectsOnly ? Content.ByKey : Content.Unknown
            : string.Equals(action, "LYRICS", StringComparison.OrdinalIgnoreCase) ? Content.Lyrics
            : Content.Clip;
    }
}
