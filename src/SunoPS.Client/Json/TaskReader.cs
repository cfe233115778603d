using System.Text.Json;

namespace SunoPS;

/// <summary>Converts tasks as sent to models.</summary>
internal static class TaskReader
{
    private static readonly CaseStyles Styles = new(WireJson.Default.WireTask);

    /// <summary>Reads the object at the reader's position, with its names in any case style.</summary>
    public static WireTask Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8) =>
        Styled(WireJson.Read(ref reader, WireJson.Default.WireTask), utf8);

    /// <summary>True for the text of an object with a field that only tasks have.</summary>
    public static bool IsCertainly(ReadOnlySpan<byte> utf8) =>
        Styled(WireJson.Read(utf8, WireJson.Default.WireTask), utf8).IsCertain;

    /// <summary>True for a task, and not an object that only has a task's id, as a clip does.</summary>
    public static bool IsTask(WireTask wire, ReadOnlySpan<byte> whole) => wire.IsCertain
        || (wire.TaskId.Exists && wire.Progress.Exists)
        || ((wire.TaskId.Exists || wire.Progress.Exists)
            && (wire.Data is not null || !ContentReader.IsContent(whole)));

    /// <summary>Returns the id of a task; null if it has none.</summary>
    public static string? IdOf(WireTask wire, ReadOnlySpan<byte> utf8)
    {
        string? id = null;
        return wire.TaskId.Exists && JsonScalar.TryText(wire.TaskId.In(utf8), out id) ? id : null;
    }

    private static WireTask Styled(WireTask wire, ReadOnlySpan<byte> utf8)
    {
        Styles.Adopt(wire, wire.Others, utf8);
        return wire;
    }

    /// <summary>Copies a task with its clips or lyrics.</summary>
    /// <param name="wire">The task.</param>
    /// <param name="utf8">The text of its values.</param>
    /// <param name="gateway">The name of the gateway; null for saved JSON.</param>
    /// <param name="fallbackId">The id of a task without an id.</param>
    public static SunoTask Copy(WireTask wire, ReadOnlySpan<byte> utf8, string? gateway, string? fallbackId)
    {
        var from = new ModelCopy(utf8);
        from.Keep(wire.Others);
        var task = new SunoTask
        {
            Gateway = gateway,
            TaskId = from.Text(wire.TaskId) ?? fallbackId ?? "",
            Action = from.Text(wire.Action),
            RawStatus = from.Text(wire.Status),
            Progress = from.Value<int?>(JsonScalar.TryPercent, wire.Progress),
            FailReason = from.Text(wire.FailReason),
            SubmitTime = from.Value<DateTime?>(JsonScalar.TryTime, wire.SubmitTime),
            StartTime = from.Value<DateTime?>(JsonScalar.TryTime, wire.StartTime),
            FinishTime = from.Value<DateTime?>(JsonScalar.TryTime, wire.FinishTime),
            NotifyHook = from.Text(wire.NotifyHook),
            Quota = from.Value<decimal?>(JsonScalar.TryNumber, wire.Quota),
        };
        task.Status = StatusWords.ToTaskStatus(task.RawStatus);
        if (task is { Progress: 100, FailReason: not null, Status: not SunoTaskStatus.Success })
        {
            // The gateway has given it up, and does not poll it any more.
            task.Status = SunoTaskStatus.Failure;
        }
        else if (task.Status == SunoTaskStatus.Success && task.Progress != 100)
        {
            from.Keep(task.Progress is null ? default : wire.Progress);
            task.Progress = 100;
        }

        var content = new ContentReader(task);
        ReadContent(wire.Data, utf8, ref from);
        ReadContent(wire.Clips, utf8, ref from);
        ReadContent(wire.SunoData, utf8, ref from);
        ReadContent(wire.Response, utf8, ref from);
        content.Complete();
        task.AdditionalProperties = from.Kept();
        return task;

        void ReadContent(WireContent<WireClip>? part, ReadOnlySpan<byte> text, ref ModelCopy rest)
        {
            if (part is not null && (content.HasContent || !content.Read(part, text, ref rest)))
            {
                rest.Keep(part.Whole);
            }
        }
    }

    /// <summary>
    /// Reads clips or lyrics without their task, which some servers return for a single task. Its state is inferred
    /// from the content, which does not show that the gateway has given up a task.
    /// </summary>
    /// <returns>The task with that content; null if the text is neither.</returns>
    public static SunoTask? CopyBare(ReadOnlySpan<byte> utf8, string? gateway, string? fallbackId)
    {
        fallbackId ??= ContentReader.TaskIdOf(utf8);
        var content = new ContentReader(new SunoTask { Gateway = gateway, TaskId = fallbackId ?? "" });
        var rest = new ModelCopy(utf8);
        if (!content.Read(utf8, ref rest) || !content.IsCertain)
        {
            return null;
        }

        SunoTask task = content.Complete();
        task.AdditionalProperties = rest.Kept();
        InferState(task);
        return task;
    }

    /// <summary>Infers the action and the state of a task from its content.</summary>
    public static void InferState(SunoTask task)
    {
        SunoClipStatus[] states = [.. task.Clips.Select(clip => clip.Status)];
        string? error = null;
        if (task.Lyrics is { } lyrics)
        {
            states = [lyrics.Status];
            error = lyrics.ErrorMessage;
        }

        task.Action = task.Lyrics is null ? "MUSIC" : "LYRICS";
        bool isFinished = states.All(state => state is SunoClipStatus.Complete or SunoClipStatus.Error);
        task.Status = !isFinished ? SunoTaskStatus.InProgress
            : states.Contains(SunoClipStatus.Complete) ? SunoTaskStatus.Success
            : SunoTaskStatus.Failure;
        if (task.Status == SunoTaskStatus.Success)
        {
            task.Progress = 100;
        }
        else if (task.Status == SunoTaskStatus.Failure)
        {
            task.FailReason = error ?? task.Clips.Select(clip => clip.ErrorMessage ?? clip.ErrorType)
                .FirstOrDefault(reason => reason is not null);
        }
    }
}
