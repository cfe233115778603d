using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>Reads a task and, from its <c>data</c>, its clips or lyrics, in whichever form they come.</summary>
/// <param name="pool">Where repeated words are kept.</param>
/// <param name="gateway">What <see cref="SunoTask.Gateway"/> shall say.</param>
internal sealed class TaskReader(StringPool pool, string? gateway)
{
    private static readonly NameTable<Field> Fields = new(
        ("task_id", Field.TaskId),
        ("action", Field.Action),
        ("status", Field.Status),
        ("progress", Field.Progress),
        ("data", Field.Data),
        ("fail_reason", Field.FailReason),
        ("submit_time", Field.SubmitTime),
        ("start_time", Field.StartTime),
        ("finish_time", Field.FinishTime),
        ("notify_hook", Field.NotifyHook));

    private enum Field
    {
        None,
        TaskId,
        Action,
        Status,
        Progress,
        Data,
        FailReason,
        SubmitTime,
        StartTime,
        FinishTime,
        NotifyHook,
    }

    /// <summary>What an object in a task's <c>data</c> is.</summary>
    private enum Content
    {
        Nothing,
        Clip,
        Lyrics,
        ByKey,
        Unknown,
    }

    /// <summary>True for a name that a task has and an envelope has not.</summary>
    public static bool IsTaskName(ReadOnlySpan<byte> name) => Fields.Find(name) is not (Field.None or Field.Data or Field.Status);

    /// <summary>True for the name of a task's id, which a clip can have too.</summary>
    public static bool IsTaskIdName(ReadOnlySpan<byte> name) => Fields.Find(name) == Field.TaskId;

    /// <summary>Reads the object that the reader stands on.</summary>
    /// <param name="reader">Stands on the start of the object; is left at its end.</param>
    /// <param name="utf8">The bytes the reader reads.</param>
    /// <param name="fallbackId">The id of a task that does not tell its own.</param>
    public SunoTask Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string? fallbackId)
    {
        var task = new SunoTask { Gateway = gateway };
        var content = new TaskContent();
        string? taskId = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadOnlySpan<byte> name = reader.ValueSpan;
            Field field = Fields.Find(name);
            reader.Read();
            int start = (int)reader.TokenStartIndex;
            bool understood = false;
            switch (field)
            {
                case Field.TaskId:
                    taskId = FieldValue.Text(ref reader, null, taskId, ref understood);
                    break;
                case Field.Action:
                    task.Action = FieldValue.Text(ref reader, pool, task.Action, ref understood);
                    break;
                case Field.Status:
                    task.RawStatus = FieldValue.Text(ref reader, pool, task.RawStatus, ref understood);
                    break;
                case Field.Progress:
                    task.Progress = FieldValue.Percent(ref reader, task.Progress, ref understood);
                    break;
                case Field.Data when content.IsRead && reader.TokenType != JsonTokenType.Null:
                    reader.Skip();
                    understood = utf8[start..(int)reader.BytesConsumed].SequenceEqual(utf8[content.Bytes]);
                    break;
                case Field.Data:
                    understood = TryReadContent(ref reader, utf8, content, task.Action ?? ActionAhead(reader));
                    content.Bytes = start..(int)reader.BytesConsumed;
                    break;
                case Field.FailReason:
                    task.FailReason = FieldValue.Text(ref reader, pool, task.FailReason, ref understood);
                    break;
                case Field.SubmitTime:
                    task.SubmitTime = FieldValue.Time(ref reader, task.SubmitTime, ref understood);
                    break;
                case Field.StartTime:
                    task.StartTime = FieldValue.Time(ref reader, task.StartTime, ref understood);
                    break;
                case Field.FinishTime:
                    task.FinishTime = FieldValue.Time(ref reader, task.FinishTime, ref understood);
                    break;
                case Field.NotifyHook:
                    task.NotifyHook = FieldValue.Text(ref reader, pool, task.NotifyHook, ref understood);
                    break;
                default:
                    reader.Skip();
                    break;
            }

            if (!understood)
            {
                content.AdditionalProperties.Add(name, utf8[start..(int)reader.BytesConsumed]);
            }
        }

        task.TaskId = taskId ?? fallbackId ?? "";
        task.Status = StatusWords.ToTaskStatus(task.RawStatus);
        content.CompleteInto(task);
        return task;
    }

    /// <summary>
    /// Reads clips or lyrics that come without their task, as some servers answer when one task is asked for; null where the value is neither.
    /// </summary>
    public SunoTask? TryReadBareContent(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string? fallbackId)
    {
        var task = new SunoTask { Gateway = gateway };
        var content = new TaskContent();
        if (!TryReadContent(ref reader, utf8, content, action: null) || !content.IsCertain)
        {
            return null;
        }

        task.TaskId = fallbackId ?? content.TaskIdOfClips ?? "";
        content.CompleteInto(task);
        return task;
    }

    /// <summary>The action of a task that has it after its content.</summary>
    private static string? ActionAhead(Utf8JsonReader reader)
    {
        reader.Skip();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            Field field = Fields.Find(reader.ValueSpan);
            reader.Read();
            bool understood = false;
            if (field == Field.Action && FieldValue.Text(ref reader, null, null, ref understood) is { } action)
            {
                return action;
            }

            reader.Skip();
        }

        return null;
    }

    /// <summary>Reads <c>data</c>; false where it, or a part of it, is neither clip nor lyrics and the original has to be kept.</summary>
    private bool TryReadContent(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, TaskContent content, string? action)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.String:
                return TryReadContentInText(ref reader, content, action);
            case JsonTokenType.StartObject:
                return TryReadObject(ref reader, utf8, content, action, key: null);
            case JsonTokenType.StartArray:
                bool understood = true;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (reader.TokenType == JsonTokenType.StartObject)
                    {
                        understood &= TryReadObject(ref reader, utf8, content, action, key: null);
                    }
                    else
                    {
                        understood &= reader.TokenType == JsonTokenType.Null;
                        reader.Skip();
                    }
                }

                return understood;
            default:
                return false;
        }
    }

    /// <summary>Some servers put the JSON of the clips into a string.</summary>
    private bool TryReadContentInText(ref Utf8JsonReader reader, TaskContent content, string? action)
    {
        if (reader.ValueSpan.IsEmpty)
        {
            return true;
        }

        byte[] utf8 = Encoding.UTF8.GetBytes(JsonText.Read(ref reader));
        if (!JsonText.IsWhole(utf8))
        {
            return false;
        }

        var inner = new Utf8JsonReader(utf8, JsonText.ReaderOptions);
        inner.Read();
        return TryReadContent(ref inner, utf8, content, action);
    }

    private bool TryReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, TaskContent content, string? action, string? key)
    {
        Content kind = Classify(reader, action, out bool isCertain);
        content.IsCertain |= isCertain;
        switch (kind)
        {
            case Content.Nothing:
                reader.Skip();
                return true;
            case Content.Lyrics when content.Lyrics is null:
                content.Lyrics = LyricsReader.Read(ref reader, utf8, pool, key);
                return true;
            case Content.Clip:
                ClipDraft draft = ClipReader.Read(ref reader, utf8, pool, content.Clips.Count > 0 ? content.Clips[^1] : null);
                draft.Key = key;
                content.Clips.Add(draft);
                return true;
            case Content.ByKey when key is null:
                bool understood = true;
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    string name = JsonText.Read(ref reader);
                    reader.Read();
                    understood &= TryReadObject(ref reader, utf8, content, action, name);
                }

                return understood;
            default:
                reader.Skip();
                return false;
        }
    }

    /// <summary>Tells by its content what an object is; the task's action only decides where the content does not.</summary>
    private static Content Classify(Utf8JsonReader reader, string? action, out bool isCertain)
    {
        isCertain = true;
        bool hasText = false;
        bool hasKnownName = false;
        bool hasObjectsOnly = true;
        bool isEmpty = true;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            isEmpty = false;
            ReadOnlySpan<byte> name = reader.ValueSpan;
            if (ClipReader.IsClipName(name))
            {
                return Content.Clip;
            }

            hasText |= LyricsReader.IsLyricsName(name);
            hasKnownName |= ClipReader.IsKnownName(name);
            reader.Read();
            hasObjectsOnly &= reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
        }

        isCertain = hasText;
        return isEmpty ? Content.Nothing
            : hasText ? Content.Lyrics
            : hasKnownName && string.Equals(action, "LYRICS", StringComparison.OrdinalIgnoreCase) ? Content.Lyrics
            : hasKnownName ? Content.Clip
            : hasObjectsOnly ? Content.ByKey
            : Content.Unknown;
    }

    /// <summary>What a task's <c>data</c> gave so far.</summary>
    private sealed class TaskContent
    {
        public AdditionalProperties AdditionalProperties;

        public List<ClipDraft> Clips { get; } = [];

        /// <summary>True where clips or lyrics were read: a second <c>data</c> is another field then.</summary>
        public bool IsRead => Clips.Count > 0 || Lyrics is not null;

        /// <summary>True where one of them has a name that nothing else has.</summary>
        public bool IsCertain { get; set; }

        /// <summary>Where they stood.</summary>
        public Range Bytes { get; set; }

        public SunoLyrics? Lyrics { get; set; }

        /// <summary>What the first clip calls its task, without the clip's own suffix; null where it does not.</summary>
        public string? TaskIdOfClips => Clips.Count > 0 && Clips[0].TaskId is { } taskId
            ? taskId.EndsWith("_1", StringComparison.Ordinal) ? taskId[..^2] : taskId
            : null;

        public void CompleteInto(SunoTask task)
        {
            if (Clips.Count > 0)
            {
                var clips = new SunoClip[Clips.Count];
                for (int i = 0; i < clips.Length; i++)
                {
                    clips[i] = Clips[i].Complete(task.TaskId, i + 1);
                }

                task.Clips = new SunoClipCollection(clips);
            }

            if (Lyrics is not null)
            {
                Lyrics.TaskId = task.TaskId;
                task.Lyrics = Lyrics;
            }

            task.AdditionalProperties = AdditionalProperties.ToJsonObject();
        }
    }
}
