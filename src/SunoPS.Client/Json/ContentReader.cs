using System.Globalization;

namespace SunoPS;

/// <summary>Reads the clips or lyrics of a task from any form of <c>data</c>.</summary>
/// <param name="task">The task, with its id and action.</param>
internal sealed class ContentReader(SunoTask task)
{
    private static readonly CaseStyles ClipStyles = new(WireJson.Default.WireClip);
    private static readonly CaseStyles LyricsStyles = new(WireJson.Default.WireLyrics);
    private static readonly CaseStyles MetadataStyles = new(WireJson.Default.WireMetadata);
    private static readonly WireMetadata NoMetadata = new();

    private readonly List<SunoClip> _clips = [];
    private SunoLyrics? _lyrics;
    private (RawValue Raw, string? Text) _prompt;

    /// <summary>True if a clip or the lyrics have a field that no other kind of object has.</summary>
    public bool IsCertain { get; private set; }

    /// <summary>True for the text of a clip or of lyrics.</summary>
    public static bool IsContent(ReadOnlySpan<byte> utf8) =>
        Parse(utf8).Only is { } item && IsCertainly(Styled(item, utf8));

    /// <summary>Returns the task id of the first clip, without the suffix of the clip; null if it has none.</summary>
    public static string? TaskIdOf(ReadOnlySpan<byte> utf8) =>
        Parse(utf8).Items is [var first, ..]
        && Styled(first, utf8).TaskId is { Exists: true } id && JsonScalar.TryText(id.In(utf8), out string? text)
            ? text?.EndsWith("_1", StringComparison.Ordinal) == true ? text[..^2] : text
            : null;

    /// <summary>Reads content; false if a part of it is neither clip nor lyrics and must be kept.</summary>
    /// <param name="content">The content.</param>
    /// <param name="utf8">The text of its values.</param>
    /// <param name="key">The name of the content in an object keyed by id; null otherwise.</param>
    public bool Read(WireContent<WireClip> content, ReadOnlySpan<byte> utf8, string? key = null)
    {
        ReadOnlySpan<byte> whole = content.Whole.In(utf8);
        if (whole[0] == '"')
        {
            return ReadText(whole);
        }

        bool isHeld = !content.HasOthers;
        _prompt = default;
        foreach (WireClip item in content.Items)
        {
            isHeld &= ReadItem(Styled(item, utf8), utf8, key);
        }

        return isHeld;
    }

    /// <inheritdoc cref="Read(WireContent{WireClip}, ReadOnlySpan{byte}, string?)"/>
    public bool Read(ReadOnlySpan<byte> utf8, string? key = null) => Read(Parse(utf8), utf8, key);

    /// <summary>Gives the content to the task, and returns it.</summary>
    public SunoTask Complete()
    {
        task.Clips = _clips.Count > 0 ? new SunoClipCollection(_clips.ToArray()) : SunoClipCollection.Empty;
        task.Lyrics = _lyrics;
        return task;
    }

    private static WireContent<WireClip> Parse(ReadOnlySpan<byte> utf8) =>
        WireJson.Read(utf8, WireJson.Default.Content);

    private static WireClip Styled(WireClip item, ReadOnlySpan<byte> utf8)
    {
        ClipStyles.Adopt(item, item.Others, utf8);
        return item;
    }

    private static bool IsCertainly(WireClip item) => item.IsCertain || item.Text.Exists;

    /// <summary>Reads content from a string: some servers serialize the clips to a JSON string.</summary>
    private bool ReadText(ReadOnlySpan<byte> raw) =>
        raw.Length == 2 || (JsonText.WholeOf(raw[1..^1]) is { } inner && Read(inner));

    private bool ReadItem(WireClip item, ReadOnlySpan<byte> utf8, string? key)
    {
        IsCertain |= IsCertainly(item);
        bool isLyrics = item.Text.Exists
            || (item.IsPossible && string.Equals(task.Action, "LYRICS", StringComparison.OrdinalIgnoreCase));
        if (item.IsCertain || (item.IsPossible && !isLyrics))
        {
            AddClip(item, utf8, key);
            return true;
        }

        if (!isLyrics)
        {
            return item.Others is null || (key is null && ReadByKey(item.Others, utf8));
        }

        if (_lyrics is not null)
        {
            return false;
        }

        ReadLyrics(item.Whole.In(utf8), key);
        return true;
    }

    /// <summary>Reads an object of clips, keyed by id.</summary>
    private bool ReadByKey(RawMembers members, ReadOnlySpan<byte> utf8)
    {
        foreach (KeyValuePair<string, object?> member in members)
        {
            if (member.Value is not RawValue value || value.In(utf8)[0] != '{')
            {
                return false;
            }
        }

        bool isHeld = true;
        foreach (KeyValuePair<string, object?> member in members)
        {
            isHeld &= Read(((RawValue)member.Value!).In(utf8), member.Key);
        }

        return isHeld;
    }

    private void AddClip(WireClip wire, ReadOnlySpan<byte> utf8, string? key)
    {
        WireMetadata inner = wire.Metadata?.Only ?? NoMetadata;
        MetadataStyles.Adopt(inner, inner.Others, utf8);
        var from = new ModelCopy(utf8);
        from.Keep(wire.Others);
        from.Keep(inner.Others);
        string? id = from.Text(wire.Id);
        string? taskId = from.Text(wire.TaskId);
        var clip = new SunoClip
        {
            ClipId = from.Text(wire.ClipId) ?? id ?? key ?? "",
            Title = from.Text(wire.Title, inner.Title),
            RawStatus = from.Text(wire.Status),
            Duration = from.Duration(wire.Duration, inner.Duration),
            Tags = from.JoinedText(wire.Tags, inner.Tags),
            Prompt = Repeated(ref _prompt, ref from, utf8, wire.Prompt, inner.Prompt),
            GptDescriptionPrompt = from.Text(wire.GptDescriptionPrompt, inner.GptDescriptionPrompt),
            ModelName = from.Text(wire.ModelName, inner.ModelName, wire.Mv, inner.Mv),
            MajorModelVersion = from.Text(wire.MajorModelVersion, inner.MajorModelVersion),
            AudioUrl = from.Text(wire.AudioUrl, inner.AudioUrl),
            VideoUrl = from.Text(wire.VideoUrl, inner.VideoUrl),
            ImageUrl = from.Text(wire.ImageUrl, inner.ImageUrl),
            ImageLargeUrl = from.Text(wire.ImageLargeUrl, inner.ImageLargeUrl),
            ErrorType = from.Text(wire.ErrorType, inner.ErrorType),
            ErrorMessage = from.Text(wire.ErrorMessage, inner.ErrorMessage),
            State = from.Text(wire.State, inner.State),
            Message = from.Text(wire.Msg, inner.Msg, wire.Message, inner.Message),
            AudioPromptId = from.Text(wire.AudioPromptId, inner.AudioPromptId),
            ContinueClipId = from.Text(wire.ContinueClipId, inner.ContinueClipId),
            ContinueAt = from.Duration(wire.ContinueAt, inner.ContinueAt),
            CreateTime = from.Time(wire.CreateTime, wire.CreatedAt),
            UpdateTime = from.Time(wire.UpdateTime, wire.UpdatedAt),
            Task = task,
            TaskId = task.TaskId,
            Index = _clips.Count + 1,
        };
        clip.Status = StatusWords.ToClipStatus(clip.RawStatus);

        from.Keep(wire.Text);
        if (wire.Metadata is { Only: null } other && !JsonScalar.IsNothing(other.Whole, utf8))
        {
            from.Keep(other.Whole);
        }

        if (id is not null && id != clip.ClipId)
        {
            from.Keep(wire.Id);
        }

        if (taskId is not null && !IsTaskId(taskId, clip.Index))
        {
            from.Keep(wire.TaskId);
        }

        if (key is not null && key != clip.ClipId)
        {
            from.KeepKey(key);
        }

        clip.AdditionalProperties = from.Kept();
        _clips.Add(clip);
    }

    /// <summary>
    /// Returns a long text, which the clips of a task usually have in common: it is decoded and kept only once.
    /// </summary>
    private static string? Repeated(
        ref (RawValue Raw, string? Text) last, ref ModelCopy from, ReadOnlySpan<byte> utf8, RawValue prompt,
        RawValue inner)
    {
        if (prompt.Exists == inner.Exists)
        {
            return from.Text(prompt, inner);
        }

        RawValue raw = prompt.Exists ? prompt : inner;
        if (last.Text is null || !raw.In(utf8).SequenceEqual(last.Raw.In(utf8)))
        {
            last = (raw, from.Text(prompt, inner));
        }

        return last.Text;
    }

    /// <summary>
    /// True if the clip's own task id is only the id of the task, with or without the index as suffix.
    /// </summary>
    private bool IsTaskId(string taskId, int index) =>
        taskId.StartsWith(task.TaskId, StringComparison.Ordinal)
        && (taskId.Length == task.TaskId.Length
            || (taskId[task.TaskId.Length] == '_'
                && int.TryParse(
                    taskId.AsSpan(task.TaskId.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture,
                    out int suffix)
                && suffix == index));

    private void ReadLyrics(ReadOnlySpan<byte> utf8, string? key)
    {
        WireLyrics wire = WireJson.Read(utf8, WireJson.Default.WireLyrics);
        LyricsStyles.Adopt(wire, wire.Others, utf8);
        var from = new ModelCopy(utf8);
        from.Keep(wire.Others);
        _lyrics = new SunoLyrics
        {
            Id = from.Text(wire.Id) ?? key,
            TaskId = task.TaskId,
            Title = from.Text(wire.Title),
            Text = from.Text(wire.Text),
            Tags = from.JoinedText(wire.Tags),
            RawStatus = from.Text(wire.Status),
            ErrorMessage = from.Text(wire.ErrorMessage),
        };
        _lyrics.Status = StatusWords.ToClipStatus(_lyrics.RawStatus);
        if (key is not null && key != _lyrics.Id)
        {
            from.KeepKey(key);
        }

        _lyrics.AdditionalProperties = from.Kept();
    }
}
