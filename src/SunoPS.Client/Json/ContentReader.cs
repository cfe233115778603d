using System.Buffers;

namespace SunoPS;

/// <summary>Adds the clips or lyrics in any form of <c>data</c> to a task, which has its id and action.</summary>
internal sealed class ContentReader(SunoTask task, WireReader reader)
{
    /// <summary>Maximum number of objects around content that are opened: each is read again.</summary>
    private const int MaximumDepth = 4;

    private readonly List<SunoClip> _clips = [];
    private ArrayBufferWriter<byte>? _others;
    private int _depth;

    /// <summary>True if a clip or the lyrics have a field that no other kind of object has.</summary>
    public bool IsCertain { get; private set; }

    /// <summary>The members of objects around the content that no property takes, each after a comma.</summary>
    public ReadOnlySpan<byte> Others => _others is null ? default : _others.WrittenSpan;

    /// <summary>The fields that hold content; the first of them counts.</summary>
    public static ReadOnlySpan<WireField> ContentFields =>
        [WireField.Data, WireField.Clips, WireField.SunoData, WireField.Response];

    public int Count => _clips.Count + (task.Lyrics is null ? 0 : 1);

    /// <summary>Reads opened content; false if a part of it is neither clip nor lyrics and must be kept.</summary>
    public bool Read(RawValue content, ReadOnlySpan<byte> utf8, string? key = null)
    {
        ReadOnlySpan<byte> whole = content.In(utf8);
        if (whole[0] == '"')
        {
            // Some servers serialize the clips to a JSON string.
            return whole.Length == 2 || (JsonText.WholeOf(whole[1..^1]) is { } inner && Read(inner));
        }

        bool isHeld = !content.HasOthers;
        var clips = new ClipReader(task);
        for (WireObject? item = content.First; item is not null; item = item.Next)
        {
            isHeld &= ReadItem(item, utf8, key, clips);
        }

        return isHeld;
    }

    public SunoTask Complete()
    {
        task.Clips = _clips.Count > 0 ? new SunoClipCollection(_clips.ToArray()) : SunoClipCollection.Empty;
        return task;
    }

    private bool Read(ReadOnlySpan<byte> utf8, string? key = null) => Read(reader.ReadContent(utf8), utf8, key);

    private bool ReadItem(WireObject item, ReadOnlySpan<byte> utf8, string? key, ClipReader clips)
    {
        if (key is null && IsMessage(item, utf8, out bool isEmpty))
        {
            return isEmpty;
        }

        bool isClip = item.Has(Hint.Clip | Hint.ClipOrLog);
        bool isLyrics = item.Has(Hint.Lyrics);
        bool isHolder = item.Has(WireField.Clips) && !item.Has(WireField.AudioUrl) && !item.Has(WireField.VideoUrl);
        if ((isHolder || (!isClip && !isLyrics)) && ReadInner(item, utf8))
        {
            return true;
        }

        IsCertain |= ObjectKind.IsContent(item, utf8);
        bool isPossible = item.Has(Hint.ClipOrOther);
        isLyrics |= isPossible && string.Equals(task.Action, "LYRICS", StringComparison.OrdinalIgnoreCase);
        if (isClip || (isPossible && !isLyrics))
        {
            _clips.Add(clips.Copy(item, utf8, _clips.Count + 1, key));
            return true;
        }

        if (!isLyrics)
        {
            return key is null && ReadByKey(item, utf8);
        }

        bool isFirst = task.Lyrics is null;
        task.Lyrics ??= clips.CopyLyrics(item, utf8, key);
        return isFirst;
    }

    /// <summary>True for an object without anything but a message, which some servers send before the clips.</summary>
    private static bool IsMessage(WireObject item, ReadOnlySpan<byte> utf8, out bool isEmpty)
    {
        isEmpty = true;
        if (item.Has(WireField.Metadata))
        {
            return false;
        }

        foreach (ref WireMember member in item.Members)
        {
            bool isNothing = member.IsNothing(utf8);
            isEmpty &= isNothing;
            if (!isNothing && member.Field is not (WireField.Msg or WireField.Message or WireField.Code))
            {
                return false;
            }
        }

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
        int count = Count;
        bool isHeld = Read(inner.In(utf8)) && Count > count;
        _depth--;
        foreach (ref WireMember member in isHeld ? item.Members : default)
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
                _others ??= new ArrayBufferWriter<byte>();
                _others.Write(","u8);
                _others.Write(member.In(utf8));
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
            isHeld &= Read(member.Value.In(utf8), member.Name(utf8));
        }

        return isHeld;
    }
}
