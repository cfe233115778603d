using System.Runtime.CompilerServices;
using static SunoPS.WireField;

namespace SunoPS;

/// <summary>What the fields of an object prove about its kind.</summary>
[Flags]
internal enum Proof : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>It has a field that only tasks have.</summary>
    Task = 1,

    /// <summary>It has a field that only clips have.</summary>
    Clip = 2,

    /// <summary>It has a field that clips have, and rows of a usage log.</summary>
    ClipOrLog = 4,

    /// <summary>It has the text of lyrics.</summary>
    Lyrics = 8,

    /// <summary>It has a field that clips and lyrics have, and other objects too.</summary>
    Possible = 16,
}

/// <summary>Tells tasks and content from other objects.</summary>
internal static class Proofs
{
    /// <summary>What a field proves.</summary>
    [MethodImpl(Hot.Loop)]
    public static Proof Of(WireField field) => field switch
    {
        WireField.Action or FailReason or SubmitTime or StartTime or FinishTime or NotifyHook => Proof.Task,
        ClipId or Metadata or AudioUrl or StreamAudioUrl or Cld2AudioUrl or VideoUrl or ImageUrl or ImageLargeUrl =>
            Proof.Clip,
        Duration or GptDescriptionPrompt or ModelName or Mv or MajorModelVersion or AudioPromptId or ContinueClipId
            or ContinueAt => Proof.ClipOrLog,
        Text => Proof.Lyrics,
        Id or TaskId or Title or Status or Tags or Prompt or ErrorType or ErrorMessage or State or Msg or Message
            or CreateTime or CreatedAt or UpdateTime or UpdatedAt => Proof.Possible,
        _ => Proof.None,
    };

    /// <summary>True for a task, and not a clip or an object of tasks, which can have a task's id too.</summary>
    public static bool IsTask(WireObject wire, ReadOnlySpan<byte> utf8) =>
        wire.Proves(Proof.Task)
        || (wire.Has(TaskId) && wire.Has(Progress))
        || ((wire.Has(TaskId) || wire.Has(Progress))
            && (wire.Has(Data) ? !HoldsTasks(wire, utf8) : !IsContent(wire, utf8)));

    /// <summary>True for a clip or lyrics, and not for a row of a usage log, which has a model too.</summary>
    public static bool IsContent(WireObject wire, ReadOnlySpan<byte> utf8) =>
        wire.Proves(Proof.Clip | Proof.Lyrics)
        || (wire.Proves(Proof.ClipOrLog)
            && (wire.Has(Title) || wire.Has(Status) || !wire.Has(Id) || utf8[wire[Id].Start] == '"'));

    /// <summary>True for an object with an id whose data are whole tasks.</summary>
    private static bool HoldsTasks(WireObject wire, ReadOnlySpan<byte> utf8)
    {
        bool isHolder = wire.Has(TaskId) && wire[Data].First is not null;
        for (WireObject? item = wire[Data].First; item is not null; item = item.Next)
        {
            isHolder &= item.Proves(Proof.Task) && item.Has(TaskId) && !IsContent(item, utf8);
        }

        return isHolder;
    }
}
