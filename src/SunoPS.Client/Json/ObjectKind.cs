using System.Runtime.CompilerServices;
using static SunoPS.WireField;

namespace SunoPS;

/// <summary>What a field of an object says about the kind of the object.</summary>
[Flags]
internal enum Hint : byte
{
    None = 0,
    /// <summary>Only tasks have it.</summary>
    Task = 1,
    /// <summary>Only clips have it.</summary>
    Clip = 2,
    /// <summary>Clips have it, and rows of a usage log.</summary>
    ClipOrLog = 4,
    /// <summary>The text of lyrics.</summary>
    Lyrics = 8,
    /// <summary>Clips and lyrics have it, and other objects too.</summary>
    ClipOrOther = 16,
}

/// <summary>Tells tasks and content from other objects.</summary>
internal static class ObjectKind
{
    [MethodImpl(Hot.Loop)]
    public static Hint HintOf(WireField field) => field switch
    {
        WireField.Action or FailReason or SubmitTime or StartTime or FinishTime or NotifyHook => Hint.Task,
        ClipId or Metadata or AudioUrl or StreamAudioUrl or Cld2AudioUrl or VideoUrl or ImageUrl or ImageLargeUrl =>
            Hint.Clip,
        Duration or GptDescriptionPrompt or ModelName or Mv or MajorModelVersion or AudioPromptId or ContinueClipId
            or ContinueAt => Hint.ClipOrLog,
        Text => Hint.Lyrics,
        Id or TaskId or Title or Status or Tags or Prompt or ErrorType or ErrorMessage or State or Msg or Message
            or CreateTime or CreatedAt or UpdateTime or UpdatedAt => Hint.ClipOrOther,
        _ => Hint.None,
    };

    /// <summary>True for a task, and not a clip or an object of tasks, which can have a task's id too.</summary>
    public static bool IsTask(WireObject wire, ReadOnlySpan<byte> utf8) =>
        wire.Has(Hint.Task)
        || (wire.Has(TaskId) && wire.Has(Progress))
        || ((wire.Has(TaskId) || wire.Has(Progress))
            && (wire.Has(Data) ? !HoldsTasks(wire, utf8) : !IsContent(wire, utf8)));

    /// <summary>True for a clip or lyrics, and not for a row of a usage log, which has a model too.</summary>
    public static bool IsContent(WireObject wire, ReadOnlySpan<byte> utf8) =>
        wire.Has(Hint.Clip | Hint.Lyrics)
        || (wire.Has(Hint.ClipOrLog)
            && (wire.Has(Title) || wire.Has(Status) || !wire.Has(Id) || utf8[wire[Id].Start] == '"'));

    /// <summary>True for an object with an id whose data are whole tasks.</summary>
    private static bool HoldsTasks(WireObject wire, ReadOnlySpan<byte> utf8)
    {
        bool isHolder = wire.Has(TaskId) && wire[Data].First is not null;
        for (WireObject? item = wire[Data].First; item is not null; item = item.Next)
        {
            isHolder &= item.Has(Hint.Task) && item.Has(TaskId) && !IsContent(item, utf8);
        }

        return isHolder;
    }
}
