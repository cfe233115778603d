using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>Reads a task, and its clips or lyrics from any form of <c>data</c>.</summary>
internal static class TaskReader
{
    /// <summary>The kind of an object in a task's <c>data</c>.</summary>
    private enum Content
    {
        Nothing,
        Clip,
        Lyrics,
        ByKey,
        Unknown,
    }

    /// <summary>Reads the object at the reader's position.</summary>
    /// <param name="reader">At the start of the object; moved to its end.</param>
    /// <param name="source">The JSON text.</param>
    /// <param name="gateway">The name of the gateway; null for saved JSON.</param>
    /// <param name="fallbackId">The id of a task without an id.</param>
    [MethodImpl(Hot.Path)]
    public static SunoTask Read(ref Utf8JsonReader reader, ref JsonSource source, string? gateway, string? fallbackId)
    {
        var draft = new TaskDraft(gateway);
        TaskFields.Table.Read(ref reader, ref source, draft, ref draft.AdditionalProperties);
        return draft.Complete(fallbackId);
    }

    /// <summary>Reads clips or lyrics without their task, which some servers return for a single task.</summary>
    /// <returns>The task with that content; null if the value is neither.</returns>
    public static SunoTask? TryReadBare(
        ref Utf8JsonReader reader, ref JsonSource source, string? gateway, string? fallbackId)
    {
        var draft = new TaskDraft(gateway);
        return TryReadContent(ref reader, ref source, draft, action: null) && draft.IsCertain
            ? draft.CompleteBare(fallbackId)
            : null;
    }

    /// <summary>
    /// Reads a task's <c>data</c>; false if a part of it is neither clip nor lyrics and must be kept.
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

    /// <summary>Reads content from a string: some servers serialize the clips to a JSON string.</summary>
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
                draft.Lyrics = ReadLyrics(ref reader, ref source, key);
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

    /// <summary>Reads the result of a lyrics task, which has no task id yet.</summary>
    private static SunoLyrics ReadLyrics(ref Utf8JsonReader reader, ref JsonSource source, string? key)
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

    /// <summary>
    /// Classifies an object by its content; the task's action decides only if the content is ambiguous.
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
