using System.Globalization;

namespace SunoPS;

/// <summary>A clip while it is read: what its task says, which can come later in the JSON, is still missing.</summary>
internal sealed class ClipDraft
{
    /// <summary>Collects what no property takes.</summary>
    public AdditionalProperties AdditionalProperties;

    public SunoClip Clip { get; } = new();

    public string? Id { get; set; }

    public string? ClipId { get; set; }

    /// <summary>The clip's own word for its task: the task's id, mostly with a suffix.</summary>
    public string? TaskId { get; set; }

    /// <summary>Where the id stands in the JSON, name and value.</summary>
    public (Range Name, Range Value)? IdField { get; set; }

    /// <summary>Where the clip's word for its task stands.</summary>
    public (Range Name, Range Value)? TaskIdField { get; set; }

    /// <summary>The lyrics that are sung.</summary>
    public SourcedText Prompt { get; set; }

    /// <summary>The description that the song was made from.</summary>
    public SourcedText Description { get; set; }

    /// <summary>The id and the clip's word for its task as they came: only when the clip is complete it shows whether they have to be kept.</summary>
    private (byte[] Name, byte[] Value) RawId { get; set; }

    private (byte[] Name, byte[] Value) RawTaskId { get; set; }

    /// <summary>The name under which the clip stood where clips come as an object keyed by id.</summary>
    public string? Key { get; set; }

    /// <summary>Takes from the JSON, which is gone when the clip is completed, what may be needed then.</summary>
    public void KeepFields(ReadOnlySpan<byte> utf8)
    {
        if (IdField is var (idName, idValue) && ClipId is not null && ClipId != Id)
        {
            RawId = (utf8[idName].ToArray(), utf8[idValue].ToArray());
        }

        if (TaskIdField is var (taskIdName, taskIdValue))
        {
            RawTaskId = (utf8[taskIdName].ToArray(), utf8[taskIdValue].ToArray());
        }

        Clip.Prompt = Prompt.Text;
        Clip.GptDescriptionPrompt = Description.Text;
    }

    /// <summary>The finished clip.</summary>
    /// <param name="taskId">Its task's id.</param>
    /// <param name="index">Its place in the task, from 1.</param>
    public SunoClip Complete(string taskId, int index)
    {
        Clip.ClipId = ClipId ?? Id ?? Key ?? "";
        Clip.TaskId = taskId;
        Clip.Index = index;
        Clip.Status = StatusWords.ToClipStatus(Clip.RawStatus);

        if (Id is not null && Id != Clip.ClipId)
        {
            AdditionalProperties.Add(RawId.Name, RawId.Value);
        }

        if (Key is not null && Key != Clip.ClipId)
        {
            AdditionalProperties.Add("key"u8, Key);
        }

        if (TaskId is not null && !IsTaskId(TaskId, taskId, index))
        {
            AdditionalProperties.Add(RawTaskId.Name, RawTaskId.Value);
        }

        Clip.AdditionalProperties = AdditionalProperties.ToJsonObject();
        return Clip;
    }

    /// <summary>True where the clip's word for its task says nothing that task id and index do not say.</summary>
    private static bool IsTaskId(string wire, string taskId, int index) =>
        wire.StartsWith(taskId, StringComparison.Ordinal)
        && (wire.Length == taskId.Length
            || (wire[taskId.Length] == '_'
                && int.TryParse(wire.AsSpan(taskId.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int suffix)
                && suffix == index));
}
