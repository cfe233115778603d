namespace SunoPS;

/// <summary>
/// Finds the submissions of a journal that may have been charged. Of equal ones, the newest accepted one counts, else
/// the newest with an unknown outcome.
/// </summary>
internal sealed class SubmissionHistory
{
    private readonly bool _isByName;
    private readonly Dictionary<(string Content, string? Name), JournalLine> _newest = [];
    private readonly Dictionary<(string Content, string? Name), JournalLine> _newestOpen = [];
    private readonly ILookup<string, JournalLine> _byTask;

    /// <summary>Creates a history. By name, equal submissions have the same name, too.</summary>
    public SubmissionHistory(IEnumerable<JournalLine> entries, bool isByName)
    {
        _isByName = isByName;
        JournalLine[] ordered = [.. entries.OrderBy(static entry => entry.Time)];
        Array.ForEach(ordered, Add);
        _byTask = ordered.Where(static entry => entry.State == SunoSubmissionState.Accepted)
            .ToLookup(static entry => entry.TaskId!, StringComparer.OrdinalIgnoreCase);
    }

    public void Add(JournalLine entry)
    {
        bool isOpen = entry.State is SunoSubmissionState.Pending or SunoSubmissionState.Unknown;
        if (isOpen)
        {
            _newestOpen[KeyOf(entry)] = entry;
        }

        if (entry.State == SunoSubmissionState.Accepted
            || (isOpen && Find(entry)?.State != SunoSubmissionState.Accepted))
        {
            _newest[KeyOf(entry)] = entry;
        }
    }

    /// <summary>Finds the entry that counts for a submission; null for none.</summary>
    public JournalLine? Find(JournalLine submission) => _newest.GetValueOrDefault(KeyOf(submission));

    /// <summary>Finds the newest entry without a known outcome, also before an accepted one; null for none.</summary>
    public JournalLine? FindOpen(JournalLine submission) => _newestOpen.GetValueOrDefault(KeyOf(submission));

    /// <summary>Finds the newest entry of a task, by its exact id if there is one; null if several tasks fit.</summary>
    public JournalLine? FindTask(string taskId, string? gateway)
    {
        ILookup<bool, JournalLine> found = _byTask[taskId]
            .Where(entry => gateway is null || entry.Gateway is null
                || string.Equals(gateway, entry.Gateway, StringComparison.OrdinalIgnoreCase))
            .ToLookup(entry => entry.TaskId == taskId);
        JournalLine[] entries = [.. found[found.Contains(true)]];
        return entries.DistinctBy(entry => (entry.TaskId, entry.Gateway)).Count() == 1 ? entries[^1] : null;
    }

    private (string Content, string? Name) KeyOf(JournalLine line) => (line.Content, _isByName ? line.Name : null);
}
