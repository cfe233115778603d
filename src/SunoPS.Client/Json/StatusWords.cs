namespace SunoPS;

/// <summary>The status words of the gateways, and their enum members.</summary>
internal static class StatusWords
{
    private static readonly Dictionary<string, (SunoTaskStatus Task, SunoClipStatus Clip)> Words = new(
        StringComparer.OrdinalIgnoreCase)
    {
        ["notstart"] = (SunoTaskStatus.NotStart, SunoClipStatus.Submitted),
        ["notstarted"] = (SunoTaskStatus.NotStart, SunoClipStatus.Unknown),
        ["created"] = (SunoTaskStatus.NotStart, SunoClipStatus.Submitted),
        ["submitted"] = (SunoTaskStatus.Submitted, SunoClipStatus.Submitted),
        ["submitting"] = (SunoTaskStatus.Submitted, SunoClipStatus.Unknown),
        ["accepted"] = (SunoTaskStatus.Submitted, SunoClipStatus.Unknown),
        ["queued"] = (SunoTaskStatus.Queued, SunoClipStatus.Queued),
        ["queueing"] = (SunoTaskStatus.Queued, SunoClipStatus.Queued),
        ["queue"] = (SunoTaskStatus.Queued, SunoClipStatus.Unknown),
        ["pending"] = (SunoTaskStatus.Queued, SunoClipStatus.Queued),
        ["waiting"] = (SunoTaskStatus.Queued, SunoClipStatus.Queued),
        ["inprogress"] = (SunoTaskStatus.InProgress, SunoClipStatus.Streaming),
        ["processing"] = (SunoTaskStatus.InProgress, SunoClipStatus.Streaming),
        ["running"] = (SunoTaskStatus.InProgress, SunoClipStatus.Streaming),
        ["streaming"] = (SunoTaskStatus.InProgress, SunoClipStatus.Streaming),
        ["generating"] = (SunoTaskStatus.InProgress, SunoClipStatus.Streaming),
        ["started"] = (SunoTaskStatus.InProgress, SunoClipStatus.Unknown),
        ["success"] = (SunoTaskStatus.Success, SunoClipStatus.Complete),
        ["succeeded"] = (SunoTaskStatus.Success, SunoClipStatus.Complete),
        ["succeed"] = (SunoTaskStatus.Success, SunoClipStatus.Complete),
        ["successful"] = (SunoTaskStatus.Success, SunoClipStatus.Unknown),
        ["complete"] = (SunoTaskStatus.Success, SunoClipStatus.Complete),
        ["completed"] = (SunoTaskStatus.Success, SunoClipStatus.Complete),
        ["finished"] = (SunoTaskStatus.Success, SunoClipStatus.Complete),
        ["done"] = (SunoTaskStatus.Success, SunoClipStatus.Complete),
        ["failure"] = (SunoTaskStatus.Failure, SunoClipStatus.Error),
        ["failed"] = (SunoTaskStatus.Failure, SunoClipStatus.Error),
        ["fail"] = (SunoTaskStatus.Failure, SunoClipStatus.Error),
        ["error"] = (SunoTaskStatus.Failure, SunoClipStatus.Error),
        ["canceled"] = (SunoTaskStatus.Failure, SunoClipStatus.Unknown),
        ["cancelled"] = (SunoTaskStatus.Failure, SunoClipStatus.Unknown),
        ["timeout"] = (SunoTaskStatus.Failure, SunoClipStatus.Unknown),
        ["expired"] = (SunoTaskStatus.Failure, SunoClipStatus.Unknown),
    };

    /// <summary>Converts a status word to a task status; Unknown for a missing or unknown word.</summary>
    public static SunoTaskStatus ToTaskStatus(string? word) => Find(word).Task;

    /// <summary>Converts a status word to a clip status; Unknown for a missing or unknown word.</summary>
    public static SunoClipStatus ToClipStatus(string? word) => Find(word).Clip;

    private static (SunoTaskStatus Task, SunoClipStatus Clip) Find(string? word) =>
        word is null ? default
        : Words.TryGetValue(word, out (SunoTaskStatus, SunoClipStatus) found) ? found
        : Words.GetValueOrDefault(CaseStyles.Fold(word));
}
