using System.Globalization;
using System.Runtime.CompilerServices;

namespace SunoPS;

/// <summary>A clip that is being read. Its task is not known yet, because its fields can follow in the JSON.</summary>
internal sealed class ClipDraft
{
    /// <summary>The members that no property holds.</summary>
    public AdditionalProperties AdditionalProperties;

    private Range _idMember;
    private Range _taskIdMember;
    private byte[] _rawTaskId = [];

    public SunoClip Clip { get; } = new();

    public string? Id { get; private set; }

    public string? ClipId { get; set; }

    /// <summary>The clip's own task id field, usually with a suffix; null for none.</summary>
    public string? TaskId { get; private set; }

    public string TakeId(string text, Range member)
    {
        _idMember = Id is null ? member : _idMember;
        return Id ??= text;
    }

    public string TakeTaskId(string text, Range member)
    {
        _taskIdMember = TaskId is null ? member : _taskIdMember;
        return TaskId ??= text;
    }

    /// <summary>Completes the fields that do not depend on the task.</summary>
    /// <param name="utf8">The JSON text of the clip.</param>
    /// <param name="key">The name of the clip in an object keyed by id; null otherwise.</param>
    [MethodImpl(Hot.Path)]
    public void EndFields(ReadOnlySpan<byte> utf8, string? key)
    {
        Clip.ClipId = ClipId ?? Id ?? key ?? "";
        Clip.Status = StatusWords.ToClipStatus(Clip.RawStatus);
        if (Id is not null && Id != Clip.ClipId)
        {
            AdditionalProperties.AddMember(utf8[_idMember]);
        }

        if (key is not null && key != Clip.ClipId)
        {
            AdditionalProperties.Add("key"u8, key);
        }

        if (TaskId is not null)
        {
            _rawTaskId = utf8[_taskIdMember].ToArray();
        }
    }

    /// <summary>Returns the finished clip.</summary>
    /// <param name="task">The task, with its id.</param>
    /// <param name="index">The position in the task, from 1.</param>
    [MethodImpl(Hot.Path)]
    public SunoClip Complete(SunoTask task, int index)
    {
        string taskId = task.TaskId;
        Clip.Task = task;
        Clip.TaskId = taskId;
        Clip.Index = index;
        if (TaskId is not null && !IsTaskId(TaskId, taskId, index))
        {
            AdditionalProperties.AddMember(_rawTaskId);
        }

        Clip.AdditionalProperties = AdditionalProperties.ToJsonObject();
        return Clip;
    }

    /// <summary>
    /// True if the clip's own task id is only the id of the task, with or without the index as suffix.
    /// </summary>
    [MethodImpl(Hot.Path)]
    private static bool IsTaskId(string wire, string taskId, int index) =>
        wire.StartsWith(taskId, StringComparison.Ordinal)
        && (wire.Length == taskId.Length
            || (wire[taskId.Length] == '_'
                && int.TryParse(
                    wire.AsSpan(taskId.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int suffix)
                && suffix == index));
}
