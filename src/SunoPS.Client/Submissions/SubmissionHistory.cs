namespace SunoPS;

/// <summary>
/// Finds the submissions of a journal that may have been charged. Of equal ones, the newest accepted one counts, else
/// the newest with an unknown outcome.
/// </summary>
internal sealed class SubmissionHistory
{
    private readonly bool _isByName;
    private readonly Dictionary<(string Content, string? Name), JournalLine> _newest = [];
    private readonly Dictionary<string, JournalLine> _byTask = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Creates a history. By name, equal submissions have the same name, too.</summary>
    public SubmissionHistory(IEnumerable<JournalLine> entries, bool isByName)
    {
        _isByName = isByName;
        foreach (JournalLine entry in entries.OrderBy(static entry => entry.Time))
        {
            Add(entry);
        }
    }

    public void Add(JournalLine entry)
    {
        if (entry is { State: SunoSubmissionState.Accepted, TaskId: { } taskId })
        {
            _newest[KeyOf(entry)] = _byTask[taskId] = entry;
        }
        else if (entry.State is SunoSubmissionState.Pending or SunoSubmissionState.Unknown
            && Find(entry)?.State != SunoSubmissionState.Accepted)
        {
            _newest[KeyOf(entry)] = entry;
        }
    }

    /// <summary>Finds the entry that counts for a submission; null for none.</summary>
    public JournalLine? Find(JournalLine submission) => _newest.GetValueOrDefault(KeyOf(submission));

    /// <summary>Finds the entry of a task; null for none.</summary>
    public JournalLine? FindTask(string taskId, string? gateway) =>
        _byTask.GetValueOrDefault(taskId) is { } entry && (gateway is null || entry.Gateway is null
            || string.Equals(gateway, entry.Gateway, StringComparison.OrdinalIgnoreCase)) ? entry : null;

    private (string Content, string? Name) KeyOf(JournalLine line) => (line.Content, _isByName ? line.Name : null);
}
