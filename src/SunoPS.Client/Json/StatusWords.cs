namespace SunoPS;

/// <summary>The status words of the gateways, and their enum members.</summary>
internal static class StatusWords
{
    private static readonly NameTable<SunoTaskStatus> TaskWords = new(
        ("not_start", SunoTaskStatus.NotStart),
        ("not_started", SunoTaskStatus.NotStart),
        ("created", SunoTaskStatus.NotStart),
        ("submitted", SunoTaskStatus.Submitted),
        ("submitting", SunoTaskStatus.Submitted),
        ("accepted", SunoTaskStatus.Submitted),
        ("queued", SunoTaskStatus.Queued),
        ("queueing", SunoTaskStatus.Queued),
        ("queue", SunoTaskStatus.Queued),
        ("pending", SunoTaskStatus.Queued),
        ("waiting", SunoTaskStatus.Queued),
        ("in_progress", SunoTaskStatus.InProgress),
        ("processing", SunoTaskStatus.InProgress),
        ("running", SunoTaskStatus.InProgress),
        ("streaming", SunoTaskStatus.InProgress),
        ("generating", SunoTaskStatus.InProgress),
        ("started", SunoTaskStatus.InProgress),
        ("success", SunoTaskStatus.Success),
        ("succeeded", SunoTaskStatus.Success),
        ("succeed", SunoTaskStatus.Success),
        ("successful", SunoTaskStatus.Success),
        ("complete", SunoTaskStatus.Success),
        ("completed", SunoTaskStatus.Success),
        ("finished", SunoTaskStatus.Success),
        ("done", SunoTaskStatus.Success),
        ("failure", SunoTaskStatus.Failure),
        ("failed", SunoTaskStatus.Failure),
        ("fail", SunoTaskStatus.Failure),
        ("error", SunoTaskStatus.Failure),
        ("canceled", SunoTaskStatus.Failure),
        ("cancelled", SunoTaskStatus.Failure),
        ("timeout", SunoTaskStatus.Failure),
        ("expired", SunoTaskStatus.Failure));

    private static readonly NameTable<SunoClipStatus> ClipWords = new(
        ("submitted", SunoClipStatus.Submitted),
        ("not_start", SunoClipStatus.Submitted),
        ("created", SunoClipStatus.Submitted),
        ("queued", SunoClipStatus.Queued),
        ("queueing", SunoClipStatus.Queued),
        ("pending", SunoClipStatus.Queued),
        ("waiting", SunoClipStatus.Queued),
        ("streaming", SunoClipStatus.Streaming),
        ("in_progress", SunoClipStatus.Streaming),
        ("processing", SunoClipStatus.Streaming),
        ("running", SunoClipStatus.Streaming),
        ("generating", SunoClipStatus.Streaming),
        ("complete", SunoClipStatus.Complete),
        ("completed", SunoClipStatus.Complete),
        ("success", SunoClipStatus.Complete),
        ("succeeded", SunoClipStatus.Complete),
        ("succeed", SunoClipStatus.Complete),
        ("finished", SunoClipStatus.Complete),
        ("done", SunoClipStatus.Complete),
        ("error", SunoClipStatus.Error),
        ("failed", SunoClipStatus.Error),
        ("failure", SunoClipStatus.Error),
        ("fail", SunoClipStatus.Error));

    /// <summary>Converts a status word to a task status; Unknown for a missing or unknown word.</summary>
    public static SunoTaskStatus ToTaskStatus(string? word) =>
        word is null ? SunoTaskStatus.Unknown : TaskWords.Find(word);

    /// <summary>Converts a status word to a clip status; Unknown for a missing or unknown word.</summary>
    public static SunoClipStatus ToClipStatus(string? word) =>
        word is null ? SunoClipStatus.Unknown : ClipWords.Find(word);
}
