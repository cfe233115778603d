namespace SunoPS;

/// <summary>
/// The recent submissions without a known outcome. Remembers those of this process, and what it has read of the files of others.
/// </summary>
/// <param name="journal">The journal.</param>
internal sealed class UnresolvedSubmissions(SunoSubmissionJournal journal)
{
    private readonly Dictionary<string, SunoSubmissionRecord> _own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileState> _others = new(StringComparer.Ordinal);

    /// <summary>Adds a submission of this process, or its outcome.</summary>
    public void Set(SunoSubmissionRecord record)
    {
        lock (_own)
        {
            if (IsUnresolved(record))
            {
                _own[record.EntryId] = record;
            }
            else
            {
                _own.Remove(record.EntryId);
            }
        }
    }

    /// <summary>Forgets entries that were removed from the journal.</summary>
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

    /// <summary>Finds the newest ones since a time, by what was sent.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file belongs to another user.</exception>
    public Dictionary<JournalLine, SunoSubmissionRecord> Read(DateTimeOffset since)
    {
        List<SunoSubmissionRecord> records = ReadOthers(since);
        lock (_own)
        {
            records.AddRange(_own.Values);
        }

        var newest = new Dictionary<JournalLine, SunoSubmissionRecord>();
        foreach (SunoSubmissionRecord record in records.Where(record => record.Time >= since).OrderBy(record => record.Time))
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
