namespace SunoPS;

/// <summary>The status words of the gateways, and their enum members: Unknown for none and for any other.</summary>
internal static class StatusWords
{
    private static readonly Dictionary<string, (SunoTaskStatus Task, SunoClipStatus Clip)> Words = new[]
    {
        ("notstart created", SunoTaskStatus.NotStart, SunoClipStatus.Submitted),
        ("notstarted", SunoTaskStatus.NotStart, SunoClipStatus.Unknown),
        ("submitted", SunoTaskStatus.Submitted, SunoClipStatus.Submitted),
        ("submitting accepted", SunoTaskStatus.Submitted, SunoClipStatus.Unknown),
        ("queued queueing pending waiting", SunoTaskStatus.Queued, SunoClipStatus.Queued),
        ("queue", SunoTaskStatus.Queued, SunoClipStatus.Unknown),
        ("inprogress processing running streaming generating", SunoTaskStatus.InProgress, SunoClipStatus.Streaming),
        ("started textsuccess firstsuccess", SunoTaskStatus.InProgress, SunoClipStatus.Unknown),
        ("success succeeded succeed complete completed finished done", SunoTaskStatus.Success, SunoClipStatus.Complete),
        ("successful", SunoTaskStatus.Success, SunoClipStatus.Unknown),
        ("failure failed fail error", SunoTaskStatus.Failure, SunoClipStatus.Error),
        ("canceled cancelled timeout expired", SunoTaskStatus.Failure, SunoClipStatus.Unknown),
        ("createtaskfailed generateaudiofailed generatelyricsfailed callbackexception sensitiveworderror",
            SunoTaskStatus.Failure, SunoClipStatus.Unknown),
    }.SelectMany(row => row.Item1.Split(' '), (row, word) => (Key: word, Value: (row.Item2, row.Item3)))
        .ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.OrdinalIgnoreCase);

    public static SunoTaskStatus ToTaskStatus(string? word) => Find(word).Task;

    public static SunoClipStatus ToClipStatus(string? word) => Find(word).Clip;

    private static (SunoTaskStatus Task, SunoClipStatus Clip) Find(string? word) =>
        word is null ? default
        : Words.TryGetValue(word, out (SunoTaskStatus, SunoClipStatus) found) ? found
        : Words.GetValueOrDefault(CaseStyles.Fold(word));
}
