namespace SunoPS;

/// <summary>
/// The recent submissions with an unknown outcome. Keeps those of this process in memory, and caches the files of other
/// processes.
/// </summary>
/// <param name="journal">The journal.</param>
internal sealed class UnresolvedSubmissions(SunoSubmissionJournal journal)
{
    private readonly Dictionary<string, (JournalLine Sent, JournalLine? Outcome)> _own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileState> _others = new(StringComparer.Ordinal);

    /// <summary>Adds a submission of this process.</summary>
    public void Begin(JournalLine sent)
    {
        lock (_own)
        {
            _own[sent.Id] = (sent, null);
        }
    }

    /// <summary>Adds the outcome of a submission of this process.</summary>
    public void End(JournalLine sent, JournalLine outcome)
    {
        lock (_own)
        {
            if (outcome.State == SunoSubmissionState.Unknown)
            {
                _own[sent.Id] = (sent, outcome);
            }
            else
            {
                _own.Remove(sent.Id);
            }
        }
    }

    /// <summary>Removes entries that were removed from the journal.</summary>
    public void Forget(IEnumerable<string> entryIds)
    {
        lock (_own)
        {
            foreach (string id in entryIds)
            {
                _own.Remove(id);
            }
        }
    }

    /// <summary>Returns the newest submissions since a time, by content.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file belongs to another user.</exception>
    public Dictionary<JournalLine, SunoSubmissionRecord> Read(DateTimeOffset since)
    {
        List<SunoSubmissionRecord> records = ReadOthers(since);
        lock (_own)
        {
            records.AddRange(_own.Values.Select(own => new SunoSubmissionRecord(own.Sent, own.Outcome)));
        }

        var newest = new Dictionary<JournalLine, SunoSubmissionRecord>();
        foreach (
            SunoSubmissionRecord record in records.Where(record => record.Time >= since).OrderBy(record => record.Time))
        {
            newest[record.Content] = record;
        }

        return newest;
    }

    private static bool IsUnresolved(SunoSubmissionRecord record) =>
        record.State is SunoSubmissionState.Sent or SunoSubmissionState.Unknown;

    private List<SunoSubmissionRecord> ReadOthers(DateTimeOffset since)
    {
        var records = new List<SunoSubmissionRecord>();
        lock (_others)
        {
            foreach (string path in JournalReader.Files(journal.Folder))
            {
                var file = new FileInfo(path);
                if (path == journal.Writer.FilePath || file.LastWriteTimeUtc < since)
                {
                    continue;
                }

                if (!_others.TryGetValue(path, out FileState state)
                    || state.Length != file.Length
                    || state.Time != file.LastWriteTimeUtc)
                {
                    state = new FileState(
                        file.Length, file.LastWriteTimeUtc, JournalReader.ReadFile(path).FindAll(IsUnresolved));
                    _others[path] = state;
                }

                records.AddRange(state.Records);
            }
        }

        return records;
    }

    private readonly record struct FileState(long Length, DateTime Time, List<SunoSubmissionRecord> Records);
}
