using System.Buffers;
using System.Globalization;

namespace SunoPS;

/// <summary>Reads the clips or lyrics of a task from any form of <c>data</c>.</summary>
/// <param name="task">The task, with its id and action.</param>
/// <param name="reader">Reads content in other forms.</param>
internal sealed class ContentReader(SunoTask task, WireReader reader)
{
    /// <summary>Maximum number of objects around content that are opened: each is read again.</summary>
    private const int MaximumDepth = 4;

    private readonly List<SunoClip> _clips = [];
    private SunoLyrics? _lyrics;
    private ArrayBufferWriter<byte>? _others;
    private (RawValue Raw, string? Text) _prompt;
    private int _depth;

    /// <summary>True if a clip or the lyrics have a field that no other kind of object has.</summary>
    public bool IsCertain { get; private set; }

    /// <summary>True if there is a clip or lyrics.</summary>
    public bool HasContent => _clips.Count > 0 || _lyrics is not null;

    /// <summary>The members of objects around the content that no property takes, each after a comma.</summary>
    public ReadOnlySpan<byte> Others => _others is null ? default : _others.WrittenSpan;

    /// <summary>The fields that hold content; the first of them counts.</summary>
    public static ReadOnlySpan<WireField> ContentFields =>
        [WireField.Data, WireField.Clips, WireField.SunoData, WireField.Response];

    /// <summary>True for a clip or lyrics, and not for a row of a usage log, which has a model too.</summary>
    public static bool IsCertainly(WireObject item, ReadOnlySpan<byte> utf8) =>
        IsDistinct(item) || item.Has(WireField.Text)
        || (IsClip(item)
            && (item.HasAny(WireField.Title, WireField.Status)
                || item[WireField.Id] is not { Exists: true } id || utf8[id.Start] == '"'));

    /// <summary>Reads content; false if a part of it is neither clip nor lyrics and must be kept.</summary>
    /// <param name="content">The content, opened.</param>
    /// <param name="utf8">The text of its values.</param>
    /// <param name="key">The name of the content in an object keyed by id; null otherwise.</param>
    public bool Read(RawValue content, ReadOnlySpan<byte> utf8, string? key = null)
    {
        ReadOnlySpan<byte> whole = content.In(utf8);
        if (whole[0] == '"')
        {
            // Some servers serialize the clips to a JSON string.
            return whole.Length == 2
                || (JsonText.WholeOf(whole[1..^1]) is { } inner && Read(reader.ReadContent(inner), inner));
        }

        bool isHeld = !content.HasOthers;
        _prompt = default;
        for (WireObject? item = content.First; item is not null; item = item.Next)
        {
            isHeld &= ReadItem(item, utf8, key);
        }

        _prompt = default;
        return isHeld;
    }

    /// <summary>Gives the content to the task, and returns it.</summary>
    public SunoTask Complete()
    {
        task.Clips = _clips.Count > 0 ? new SunoClipCollection(_clips.ToArray()) : SunoClipCollection.Empty;
        task.Lyrics = _lyrics;
        return task;
    }

    /// <summary>True for an object with a field that only clips have, and no row of a usage log.</summary>
    private static bool IsDistinct(WireObject item) => item.HasAny(
        WireField.ClipId, WireField.Metadata, WireField.AudioUrl, WireField.StreamAudioUrl, WireField.Cld2AudioUrl,
        WireField.VideoUrl, WireField.ImageUrl, WireField.ImageLargeUrl);

    /// <summary>True for an object with a field that only clips have.</summary>
    private static bool IsClip(WireObject item) => IsDistinct(item) || item.HasAny(
        WireField.Duration, WireField.GptDescriptionPrompt, WireField.ModelName, WireField.Mv,
        WireField.MajorModelVersion, WireField.AudioPromptId, WireField.ContinueClipId, WireField.ContinueAt);

    /// <summary>True for an object with a field that clips have, and other objects too.</summary>
    private static bool IsPossible(WireObject item) => item.HasAny(
        WireField.Id, WireField.TaskId, WireField.Title, WireField.Status, WireField.Tags, WireField.Prompt,
        WireField.ErrorType, WireField.ErrorMessage, WireField.State, WireField.Msg, WireField.Message,
        WireField.CreateTime, WireField.CreatedAt, WireField.UpdateTime, WireField.UpdatedAt);

    private bool ReadItem(WireObject item, ReadOnlySpan<byte> utf8, string? key)
    {
        if (key is null && !item.Has(WireField.Metadata))
        {
            bool isEmpty = true;
            bool isMessage = true;
            foreach (ref WireMember member in item.Members)
            {
                bool isNothing = member.IsNothing(utf8);
                isEmpty &= isNothing;
                isMessage &= isNothing || member.Field is WireField.Msg or WireField.Message or WireField.Code;
            }

            if (isMessage)
            {
                return isEmpty;
            }
        }

        bool isClip = IsClip(item);
        if (!isClip && !item.Has(WireField.Text) && ReadInner(item, utf8))
        {
            return true;
        }

        IsCertain |= IsCertainly(item, utf8);
        bool isPossible = IsPossible(item);
        bool isLyrics = item.Has(WireField.Text)
            || (isPossible && string.Equals(task.Action, "LYRICS", StringComparison.OrdinalIgnoreCase));
        if (isClip || (isPossible && !isLyrics))
        {
            AddClip(item, utf8, key);
            return true;
        }

        if (!isLyrics)
        {
            return key is null && ReadByKey(item, utf8);
        }

        if (_lyrics is not null)
        {
            return false;
        }

        ReadLyrics(item, utf8, key);
        return true;
    }

    /// <summary>
    /// Reads the content of an object around it, such as the envelope that a gateway receives from another, and keeps
    /// its other members. False if it has none.
    /// </summary>
    private bool ReadInner(WireObject item, ReadOnlySpan<byte> utf8)
    {
        RawValue inner = default;
        foreach (WireField field in ContentFields)
        {
            inner = inner.Exists ? inner : item[field];
        }

        if (!inner.Exists || _depth == MaximumDepth)
        {
            return false;
        }

        _depth++;
        (int clips, SunoLyrics? lyrics) = (_clips.Count, _lyrics);
        bool isHeld = ReadText(inner.In(utf8)) && (_clips.Count > clips || _lyrics != lyrics);
        _depth--;
        if (isHeld)
        {
            foreach (ref WireMember member in item.Members)
            {
                JsonScalar.TryText(member.Value.In(utf8), out string? text);
                bool isSaid = member.Field switch
                {
                    WireField.Code => text is not null && GatewayAnswer.IsSuccessCode(text),
                    WireField.TaskId => text == task.TaskId,
                    WireField.Status => text is not null && text == task.RawStatus,
                    _ => member.IsNothing(utf8) || member.Value.Start == inner.Start,
                };
                if (!isSaid)
                {
                    Keep(member.In(utf8));
                }
            }
        }

        return isHeld;
    }

    /// <summary>Reads an object of clips, keyed by id.</summary>
    private bool ReadByKey(WireObject item, ReadOnlySpan<byte> utf8)
    {
        foreach (ref WireMember member in item.Members)
        {
            if (utf8[member.Value.Start] != '{')
            {
                return false;
            }
        }

        bool isHeld = true;
        foreach (ref WireMember member in item.Members)
        {
            isHeld &= ReadText(member.Value.In(utf8), member.Name(utf8));
        }

        return isHeld;
    }

    private bool ReadText(ReadOnlySpan<byte> utf8, string? key = null) => Read(reader.ReadContent(utf8), utf8, key);

    private void Keep(ReadOnlySpan<byte> member)
    {
        _others ??= new ArrayBufferWriter<byte>();
        _others.Write(","u8);
        _others.Write(member);
    }

    private void AddClip(WireObject wire, ReadOnlySpan<byte> utf8, string? key)
    {
        RawValue metadata = wire[WireField.Metadata];
        var own = new ModelCopy(utf8, wire);
        var from = new ModelCopy(utf8, wire, metadata.Only);
        string? id = own.Text(WireField.Id);
        string? taskId = own.Text(WireField.TaskId);
        var clip = new SunoClip
        {
            ClipId = own.Text(WireField.ClipId) ?? id ?? key ?? "",
            Title = from.Text(WireField.Title),
            RawStatus = own.Text(WireField.Status),
            Duration = from.Value<TimeSpan>(JsonScalar.TryDuration, WireField.Duration),
            Tags = from.Text(WireField.Tags),
            Prompt = Prompt(from, wire, metadata.Only, utf8),
            GptDescriptionPrompt = from.Text(WireField.GptDescriptionPrompt),
            ModelName = from.Text(WireField.ModelName, WireField.Mv),
            MajorModelVersion = from.Text(WireField.MajorModelVersion),
            AudioUrl = from.Text(WireField.AudioUrl, WireField.Cld2AudioUrl, WireField.StreamAudioUrl),
            VideoUrl = from.Text(WireField.VideoUrl),
            ImageUrl = from.Text(WireField.ImageUrl),
            ImageLargeUrl = from.Text(WireField.ImageLargeUrl),
            ErrorType = from.Text(WireField.ErrorType),
            ErrorMessage = from.Text(WireField.ErrorMessage),
            State = from.Text(WireField.State),
            Message = from.Text(WireField.Msg, WireField.Message),
            AudioPromptId = from.Text(WireField.AudioPromptId),
            ContinueClipId = from.Text(WireField.ContinueClipId),
            ContinueAt = from.Value<TimeSpan>(JsonScalar.TryDuration, WireField.ContinueAt),
            CreateTime = own.Value<DateTime>(JsonScalar.TryTime, WireField.CreateTime, WireField.CreatedAt),
            UpdateTime = own.Value<DateTime>(JsonScalar.TryTime, WireField.UpdateTime, WireField.UpdatedAt),
            NegativeTags = from.Text(WireField.NegativeTags),
            PersonaId = from.Text(WireField.PersonaId),
            CoverClipId = from.Text(WireField.CoverClipId),
            Instrumental = from.Value<bool>(JsonScalar.TryFlag, WireField.MakeInstrumental),
            Handle = from.Text(WireField.Handle),
            PlayCount = from.Value<int>(JsonScalar.TryCount, WireField.PlayCount),
            UpvoteCount = from.Value<int>(JsonScalar.TryCount, WireField.UpvoteCount),
            Task = task,
            TaskId = task.TaskId,
            Index = _clips.Count + 1,
        };
        clip.Status = StatusWords.ToClipStatus(clip.RawStatus);
        if (metadata.Exists && JsonScalar.IsNothing(metadata.In(utf8)))
        {
            wire.Member(WireField.Metadata).IsTaken = true;
        }

        if (id is not null && id != clip.ClipId)
        {
            wire.Member(WireField.Id).IsTaken = false;
        }

        if (taskId is not null && !IsTaskId(taskId, clip.Index))
        {
            wire.Member(WireField.TaskId).IsTaken = false;
        }

        clip.AdditionalProperties = from.Kept(KeyMember(key, clip.ClipId));
        _clips.Add(clip);
    }

    /// <summary>
    /// Returns the prompt, a long text that the clips of a task usually have in common: it is decoded and kept only
    /// once.
    /// </summary>
    private string? Prompt(ModelCopy from, WireObject wire, WireObject? inner, ReadOnlySpan<byte> utf8)
    {
        bool isInner = inner?.Has(WireField.Prompt) == true;
        if (wire.Has(WireField.Prompt) == isInner)
        {
            return from.Text(WireField.Prompt);
        }

        ref WireMember member = ref (isInner ? inner! : wire).Member(WireField.Prompt);
        if (_prompt.Text is not null && member.Value.In(utf8).SequenceEqual(_prompt.Raw.In(utf8)))
        {
            member.IsTaken = true;
        }
        else
        {
            _prompt = (member.Value, from.Text(WireField.Prompt));
        }

        return _prompt.Text;
    }

    /// <summary>
    /// True if the clip's own task id is only the id of the task, with or without the index as suffix.
    /// </summary>
    private bool IsTaskId(string taskId, int index) =>
        taskId == task.TaskId || taskId == string.Create(CultureInfo.InvariantCulture, $"{task.TaskId}_{index}");

    private void ReadLyrics(WireObject wire, ReadOnlySpan<byte> utf8, string? key)
    {
        var from = new ModelCopy(utf8, wire);
        _lyrics = new SunoLyrics
        {
            Id = from.Text(WireField.Id) ?? key,
            TaskId = task.TaskId,
            Title = from.Text(WireField.Title),
            Text = from.Text(WireField.Text),
            Tags = from.Text(WireField.Tags),
            RawStatus = from.Text(WireField.Status),
            ErrorMessage = from.Text(WireField.ErrorMessage),
        };
        _lyrics.Status = StatusWords.ToClipStatus(_lyrics.RawStatus);
        _lyrics.AdditionalProperties = from.Kept(KeyMember(key, _lyrics.Id));
    }

    /// <summary>Returns the name of a member of a map as a member to keep; nothing if it is the id.</summary>
    private static ReadOnlySpan<byte> KeyMember(string? key, string? id) =>
        key is null || key == id ? default : (byte[])[.. ",\"key\":"u8, .. JsonGraph.ToUtf8(key)];
}
