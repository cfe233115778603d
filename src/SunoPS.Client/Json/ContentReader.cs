using System.Globalization;
using System.Runtime.CompilerServices;

namespace SunoPS;

/// <summary>Reads the clips or lyrics of a task from any form of <c>data</c>.</summary>
/// <param name="task">The task, with its id and action.</param>
internal sealed class ContentReader(SunoTask task)
{
    private static readonly CaseStyles ClipStyles = new(WireJson.Default.WireClip);
    private static readonly CaseStyles LyricsStyles = new(WireJson.Default.WireLyrics);
    private static readonly CaseStyles MetadataStyles = new(WireJson.Default.WireMetadata);
    private static readonly WireMetadata NoMetadata = new();

    /// <summary>Maximum number of objects around content that are opened: each is read again.</summary>
    private const int MaximumDepth = 4;

    /// <summary>Names of content in the objects around it, in the order of preference.</summary>
    private static readonly string[] InnerNames = ["data", "clips", "sunodata", "response"];

    private readonly List<SunoClip> _clips = [];
    private SunoLyrics? _lyrics;
    private (RawValue Raw, string? Text) _prompt;
    private int _depth;

    /// <summary>True if a clip or the lyrics have a field that no other kind of object has.</summary>
    public bool IsCertain { get; private set; }

    /// <summary>True if there is a clip or lyrics.</summary>
    public bool HasContent => _clips.Count > 0 || _lyrics is not null;

    /// <summary>True for the text of a clip or of lyrics.</summary>
    public static bool IsContent(ReadOnlySpan<byte> utf8) =>
        Parse(utf8).Only is { } item && IsCertainly(Styled(item, utf8), utf8);

    /// <summary>Returns the task id of the first clip, without the suffix of the clip; null if it has none.</summary>
    public static string? TaskIdOf(ReadOnlySpan<byte> utf8) =>
        Parse(utf8).Items is [var first, ..]
        && Styled(first, utf8).TaskId is { Exists: true } id && JsonScalar.TryText(id.In(utf8), out string? text)
            ? text?.EndsWith("_1", StringComparison.Ordinal) == true ? text[..^2] : text
            : null;

    /// <summary>Reads content; false if a part of it is neither clip nor lyrics and must be kept.</summary>
    /// <param name="content">The content.</param>
    /// <param name="utf8">The text of its values.</param>
    /// <param name="rest">Keeps the fields of objects around the content.</param>
    /// <param name="key">The name of the content in an object keyed by id; null otherwise.</param>
    public bool Read(
        WireContent<WireClip> content, ReadOnlySpan<byte> utf8, ref ModelCopy rest, string? key = null)
    {
        ReadOnlySpan<byte> whole = content.Whole.In(utf8);
        if (whole[0] == '"')
        {
            // Some servers serialize the clips to a JSON string.
            return whole.Length == 2 || (JsonText.WholeOf(whole[1..^1]) is { } inner && Read(inner, ref rest));
        }

        bool isHeld = !content.HasOthers;
        _prompt = default;
        foreach (WireClip item in content.Items)
        {
            isHeld &= ReadItem(Styled(item, utf8), utf8, ref rest, key);
        }

        return isHeld;
    }

    /// <inheritdoc cref="Read(WireContent{WireClip}, ReadOnlySpan{byte}, ref ModelCopy, string?)"/>
    public bool Read(ReadOnlySpan<byte> utf8, ref ModelCopy rest, string? key = null) =>
        Read(Parse(utf8), utf8, ref rest, key);

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

    /// <summary>True for a clip or lyrics, and not for a row of a usage log, which has a model too.</summary>
    private static bool IsCertainly(WireClip item, ReadOnlySpan<byte> utf8) => item.IsDistinct || item.Text.Exists
        || (item.IsCertain
            && (item.Title.Exists || item.Status.Exists || !item.Id.Exists || utf8[item.Id.Start] == '"'));

    private bool ReadItem(WireClip item, ReadOnlySpan<byte> utf8, ref ModelCopy rest, string? key)
    {
        if (item.Metadata is null && key is null && JsonScalar.IsNothing(item.Id, utf8)
            && JsonScalar.IsNothing(item.ClipId, utf8))
        {
            if (ClipStyles.HasOnly(item, item.Others, utf8))
            {
                return true;
            }

            if (ClipStyles.HasOnly(item, item.Others, utf8, "msg", "message", "code"))
            {
                return false;
            }
        }

        if (!item.IsCertain && !item.Text.Exists && item.Others is not null
            && ReadInner(item, item.Others, utf8, ref rest))
        {
            return true;
        }

        IsCertain |= IsCertainly(item, utf8);
        bool isLyrics = item.Text.Exists
            || (item.IsPossible && string.Equals(task.Action, "LYRICS", StringComparison.OrdinalIgnoreCase));
        if (item.IsCertain || (item.IsPossible && !isLyrics))
        {
            AddClip(item, utf8, key);
            return true;
        }

        if (!isLyrics)
        {
            return item.Others is null || (key is null && ReadByKey(item.Others, utf8, ref rest));
        }

        if (_lyrics is not null)
        {
            return false;
        }

        ReadLyrics(item.Whole.In(utf8), key);
        return true;
    }

    /// <summary>
    /// Reads the content of an object around it, such as the envelope that a gateway receives from another, and keeps
    /// its other members. False if it has none.
    /// </summary>
    private bool ReadInner(WireClip item, RawMembers others, ReadOnlySpan<byte> utf8, ref ModelCopy rest)
    {
        RawValue inner = Array.Find(
            Array.ConvertAll(InnerNames, others.Find), static value => value.Exists);
        if (!inner.Exists || _depth == MaximumDepth)
        {
            return false;
        }

        _depth++;
        (int clips, SunoLyrics? lyrics) = (_clips.Count, _lyrics);
        bool isHeld = Read(inner.In(utf8), ref rest) && (_clips.Count > clips || _lyrics != lyrics);
        _depth--;
        if (isHeld)
        {
            ReadOnlySpan<byte> whole = item.Whole.In(utf8);
            foreach (KeyValuePair<string, object?> member in RawMembers.Read(whole))
            {
                var value = (RawValue)member.Value!;
                JsonScalar.TryText(value.In(whole), out string? text);
                bool isSaid = CaseStyles.Fold(member.Key) switch
                {
                    "code" => text is not null && GatewayAnswer.IsSuccessCode(text),
                    "taskid" => text == task.TaskId,
                    "status" => text is not null && text == task.RawStatus,
                    _ => JsonScalar.IsNothing(value, whole) || value.Start + item.Whole.Start == inner.Start,
                };
                if (!isSaid)
                {
                    rest.Keep(whole, value);
                }
            }
        }

        return isHeld;
    }

    /// <summary>Reads an object of clips, keyed by id.</summary>
    private bool ReadByKey(RawMembers members, ReadOnlySpan<byte> utf8, ref ModelCopy rest)
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
            isHeld &= Read(((RawValue)member.Value!).In(utf8), ref rest, member.Key);
        }

        return isHeld;
    }

    [MethodImpl(ReaderPreparation.Optimized)]
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
            Duration = from.Value<TimeSpan?>(JsonScalar.TryDuration, wire.Duration, inner.Duration),
            Tags = from.Value<string?>(JsonScalar.TryJoinedText, wire.Tags, inner.Tags),
            Prompt = Repeated(ref _prompt, ref from, utf8, wire.Prompt, inner.Prompt),
            GptDescriptionPrompt = from.Text(wire.GptDescriptionPrompt, inner.GptDescriptionPrompt),
            ModelName = from.Text(wire.ModelName, inner.ModelName, wire.Mv, inner.Mv),
            MajorModelVersion = from.Text(wire.MajorModelVersion, inner.MajorModelVersion),
            AudioUrl = from.Text(
                wire.AudioUrl, inner.AudioUrl, wire.Cld2AudioUrl, inner.Cld2AudioUrl, wire.StreamAudioUrl,
                inner.StreamAudioUrl),
            VideoUrl = from.Text(wire.VideoUrl, inner.VideoUrl),
            ImageUrl = from.Text(wire.ImageUrl, inner.ImageUrl),
            ImageLargeUrl = from.Text(wire.ImageLargeUrl, inner.ImageLargeUrl),
            ErrorType = from.Text(wire.ErrorType, inner.ErrorType),
            ErrorMessage = from.Text(wire.ErrorMessage, inner.ErrorMessage),
            State = from.Text(wire.State, inner.State),
            Message = from.Text(wire.Msg, inner.Msg, wire.Message, inner.Message),
            AudioPromptId = from.Text(wire.AudioPromptId, inner.AudioPromptId),
            ContinueClipId = from.Text(wire.ContinueClipId, inner.ContinueClipId),
            ContinueAt = from.Value<TimeSpan?>(JsonScalar.TryDuration, wire.ContinueAt, inner.ContinueAt),
            CreateTime = from.Value<DateTime?>(JsonScalar.TryTime, wire.CreateTime, wire.CreatedAt),
            UpdateTime = from.Value<DateTime?>(JsonScalar.TryTime, wire.UpdateTime, wire.UpdatedAt),
            NegativeTags = from.Value<string?>(JsonScalar.TryJoinedText, wire.NegativeTags, inner.NegativeTags),
            PersonaId = from.Text(wire.PersonaId, inner.PersonaId),
            CoverClipId = from.Text(wire.CoverClipId, inner.CoverClipId),
            Instrumental = from.Value<bool?>(JsonScalar.TryFlag, wire.MakeInstrumental, inner.MakeInstrumental),
            Handle = from.Text(wire.Handle, inner.Handle),
            PlayCount = from.Value<int?>(JsonScalar.TryCount, wire.PlayCount, inner.PlayCount),
            UpvoteCount = from.Value<int?>(JsonScalar.TryCount, wire.UpvoteCount, inner.UpvoteCount),
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
            Tags = from.Value<string?>(JsonScalar.TryJoinedText, wire.Tags),
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
