using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>Converts tasks as sent to models.</summary>
internal static class TaskReader
{
    public static string? IdOf(WireObject wire, ReadOnlySpan<byte> utf8, WireField field = WireField.TaskId) =>
        wire[field] is { Exists: true } id && JsonScalar.TryText(id.In(utf8), out string? text)
            ? text : null;

    [MethodImpl(Hot.Loop)]
    public static SunoTask Copy(
        WireObject wire, ReadOnlySpan<byte> utf8, WireReader reader, string? gateway, string? fallbackId)
    {
        var from = new ModelCopy(utf8, wire);
        var task = new SunoTask
        {
            Gateway = gateway,
            TaskId = from.Text(WireField.TaskId) ?? fallbackId ?? "",
            Action = from.Text(WireField.Action),
            RawStatus = from.Text(WireField.Status),
            Progress = from.Value<int?>(JsonScalar.TryPercent, WireField.Progress),
            FailReason = from.Text(WireField.FailReason, WireField.ErrorMessage),
            SubmitTime = from.Value<DateTime?>(JsonScalar.TryTime, WireField.SubmitTime),
            StartTime = from.Value<DateTime?>(JsonScalar.TryTime, WireField.StartTime),
            FinishTime = from.Value<DateTime?>(JsonScalar.TryTime, WireField.FinishTime),
            NotifyHook = from.Text(WireField.NotifyHook),
            Quota = from.Value<decimal?>(JsonScalar.TryNumber, WireField.Quota),
        };
        task.Status = StatusWords.ToTaskStatus(task.RawStatus);
        if (task is { Progress: 100, FailReason: not null, Status: not SunoTaskStatus.Success })
        {
            // The gateway has given it up, and does not poll it any more.
            task.Status = SunoTaskStatus.Failure;
        }
        else if (task.Status == SunoTaskStatus.Success && task.Progress != 100)
        {
            if (task.Progress is not null)
            {
                wire.Member(WireField.Progress).IsTaken = false;
            }

            task.Progress = 100;
        }

        var content = new ContentReader(task, reader);
        foreach (WireField field in ContentReader.ContentFields)
        {
            if (wire.Has(field) && content.Count == 0)
            {
                ref WireMember member = ref wire.Member(field);
                member.IsTaken = content.Read(member.Value, utf8);
            }
        }

        content.Complete();
        task.AdditionalProperties = from.Kept(content.Others);
        return task;
    }

    /// <summary>Reads clips or lyrics without their task; its state is inferred from them. Null for others.</summary>
    public static SunoTask? CopyBare(ReadOnlySpan<byte> utf8, WireReader reader, string? gateway, string? fallbackId)
    {
        RawValue bare = reader.ReadContent(utf8);
        string? taskId = bare.First is { } first ? IdOf(first, utf8) : null;
        if (fallbackId is null && !HasOneTask(bare, utf8))
        {
            return null;
        }

        fallbackId ??= taskId?.EndsWith("_1", StringComparison.Ordinal) == true ? taskId[..^2] : taskId;
        var content = new ContentReader(new SunoTask { Gateway = gateway, TaskId = fallbackId ?? "" }, reader);
        if (!content.Read(bare, utf8) || !content.IsCertain)
        {
            return null;
        }

        SunoTask task = content.Complete();
        task.AdditionalProperties = new ModelCopy(utf8, own: null).Kept(content.Others);
        InferState(task);
        return task;
    }

    /// <summary>True if all clips name one task, with or without the index that some gateways add.</summary>
    private static bool HasOneTask(RawValue bare, ReadOnlySpan<byte> utf8)
    {
        var tasks = new HashSet<string>();
        for (WireObject? item = bare.First; item is not null; item = item.Next)
        {
            if (IdOf(item, utf8) is { } id)
            {
                tasks.Add(Regex.Replace(id, "_[0-9]$", ""));
            }
        }

        return tasks.Count < 2;
    }

    /// <summary>Infers the action and the state of a task from its content.</summary>
    public static void InferState(SunoTask task)
    {
        SunoClipStatus[] states =
            task.Lyrics is { } lyrics ? [lyrics.Status] : [.. task.Clips.Select(clip => clip.Status)];
        task.Action = task.Lyrics is null ? "MUSIC" : "LYRICS";
        task.Status = states.Any(state => state is not (SunoClipStatus.Complete or SunoClipStatus.Error))
                ? SunoTaskStatus.InProgress
            : states.Contains(SunoClipStatus.Complete) ? SunoTaskStatus.Success
            : SunoTaskStatus.Failure;
        if (task.Status == SunoTaskStatus.Success)
        {
            task.Progress = 100;
        }
        else if (task.Status == SunoTaskStatus.Failure)
        {
            task.FailReason = task.Lyrics?.ErrorMessage ?? task.Clips
                .Select(clip => clip.ErrorMessage ?? clip.ErrorType).FirstOrDefault(reason => reason is not null);
        }
    }
}
