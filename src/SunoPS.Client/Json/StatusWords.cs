namespace SunoPS;

/// <summary>The status words of the gateways, and their enum members: Unknown for none and for any other.</summary>
internal static class StatusWords
{
    private static readonly (string Words, SunoTaskStatus Task, SunoClipStatus Clip)[] Rows =
    [
        ("", SunoTaskStatus.Unknown, SunoClipStatus.Unknown),
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
    ];

    private static readonly Dictionary<string, int> RowOf = new(StringComparer.OrdinalIgnoreCase);

    static StatusWords()
    {
        for (int row = 0; row < Rows.Length; row++)
        {
            foreach (string word in Rows[row].Words.Split(' '))
            {
                RowOf.Add(word, row);
            }
        }
    }

    public static SunoTaskStatus ToTaskStatus(string? word) => Rows[Find(word)].Task;

    public static SunoClipStatus ToClipStatus(string? word) => Rows[Find(word)].Clip;

    private static int Find(string? word) =>
        word is null ? 0
        : RowOf.TryGetValue(word, out int row) ? row
        : RowOf.GetValueOrDefault(CaseStyles.Fold(word));
}
