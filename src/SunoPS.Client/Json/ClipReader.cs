using System.Runtime.CompilerServices;

namespace SunoPS;

/// <summary>Copies the clips or lyrics of a task in one text to models.</summary>
internal sealed class ClipReader(SunoTask task)
{
    private RawValue _rawPrompt;
    private string? _prompt;

    /// <summary>Copies a clip. Its key is its name in an object keyed by id; null otherwise.</summary>
    [MethodImpl(Hot.Loop)]
    public SunoClip Copy(WireObject wire, ReadOnlySpan<byte> utf8, int index, string? key)
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
            Duration = from.Value<TimeSpan?>(JsonScalar.TryDuration, WireField.Duration),
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
            ContinueAt = from.Value<TimeSpan?>(JsonScalar.TryDuration, WireField.ContinueAt),
            CreateTime = own.Value<DateTime?>(JsonScalar.TryTime, WireField.CreateTime, WireField.CreatedAt),
            UpdateTime = own.Value<DateTime?>(JsonScalar.TryTime, WireField.UpdateTime, WireField.UpdatedAt),
            NegativeTags = from.Text(WireField.NegativeTags),
            PersonaId = from.Text(WireField.PersonaId),
            CoverClipId = from.Text(WireField.CoverClipId),
            Instrumental = from.Value<bool?>(JsonScalar.TryFlag, WireField.MakeInstrumental),
            Handle = from.Text(WireField.Handle),
            PlayCount = from.Value<int?>(JsonScalar.TryCount, WireField.PlayCount),
            UpvoteCount = from.Value<int?>(JsonScalar.TryCount, WireField.UpvoteCount),
            Task = task,
            TaskId = task.TaskId,
            Index = index,
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

        // Some gateways add the index to the id of the task.
        if (taskId is not null && taskId != task.TaskId
            && taskId != FormattableString.Invariant($"{task.TaskId}_{index}"))
        {
            wire.Member(WireField.TaskId).IsTaken = false;
        }

        clip.AdditionalProperties = from.Kept(KeyMember(key, clip.ClipId));
        return clip;
    }

    public SunoLyrics CopyLyrics(WireObject wire, ReadOnlySpan<byte> utf8, string? key)
    {
        var from = new ModelCopy(utf8, wire);
        var lyrics = new SunoLyrics
        {
            Id = from.Text(WireField.Id) ?? key,
            TaskId = task.TaskId,
            Title = from.Text(WireField.Title),
            Text = from.Text(WireField.Text),
            Tags = from.Text(WireField.Tags),
            RawStatus = from.Text(WireField.Status),
            ErrorMessage = from.Text(WireField.ErrorMessage),
        };
        lyrics.Status = StatusWords.ToClipStatus(lyrics.RawStatus);
        lyrics.AdditionalProperties = from.Kept(KeyMember(key, lyrics.Id));
        return lyrics;
    }

    /// <summary>Returns the prompt, a long text that most clips of a task share: it is decoded and kept once.</summary>
    private string? Prompt(ModelCopy from, WireObject wire, WireObject? inner, ReadOnlySpan<byte> utf8)
    {
        bool isInner = inner?.Has(WireField.Prompt) == true;
        if (wire.Has(WireField.Prompt) == isInner)
        {
            return from.Text(WireField.Prompt);
        }

        ref WireMember member = ref (isInner ? inner! : wire).Member(WireField.Prompt);
        if (_prompt is not null && member.Value.In(utf8).SequenceEqual(_rawPrompt.In(utf8)))
        {
            member.IsTaken = true;
        }
        else
        {
            (_rawPrompt, _prompt) = (member.Value, from.Text(WireField.Prompt));
        }

        return _prompt;
    }

    /// <summary>Returns the name of a member of a map as a member to keep; nothing if it is the id.</summary>
    private static ReadOnlySpan<byte> KeyMember(string? key, string? id) =>
        key is null || key == id ? default : (byte[])[.. ",\"key\":"u8, .. JsonGraph.ToUtf8(key)];
}
