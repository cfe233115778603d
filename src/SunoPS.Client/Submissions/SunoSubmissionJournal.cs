using System.Collections.Concurrent;

namespace SunoPS;

/// <summary>
/// The journal of submissions: a folder with one JSON Lines file for each process, readable only by its owner.
/// Thread-safe.
/// </summary>
public sealed class SunoSubmissionJournal
{
    private static readonly ConcurrentDictionary<string, SunoSubmissionJournal> Journals = new(StringComparer.Ordinal);

    /// <summary>
    /// How long an ending process waits for the responses of submissions in flight: they name tasks that are paid for.
    /// </summary>
    private static readonly TimeSpan ExitGrace = TimeSpan.FromSeconds(5);

    private readonly HashSet<string> _inFlight = new(StringComparer.Ordinal);
    private bool _isEnding;

    private SunoSubmissionJournal(string folder)
    {
        Folder = folder;
        Writer = new JournalWriter(folder);
        Unresolved = new UnresolvedSubmissions(this);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => AwaitOutcomes();
    }

    /// <summary>
    /// The default folder: <c>SunoPS/journal</c> in <c>%LOCALAPPDATA%</c> on Windows, in <c>~/Library/Application
    /// Support</c> on macOS, and in <c>$XDG_DATA_HOME</c> or <c>~/.local/share</c> on Linux. Null if the user has no
    /// such folder.
    /// </summary>
    public static string? DefaultFolder
    {
        get
        {
            string data = Environment.GetFolderPath(
                Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
            return Path.IsPathRooted(data) ? Path.Combine(data, "SunoPS", "journal") : null;
        }
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    internal JournalWriter Writer { get; }

    /// <summary>The submissions without a known outcome.</summary>
    internal UnresolvedSubmissions Unresolved { get; }

    /// <summary>Opens a journal. Nothing is created before the first submission.</summary>
    /// <param name="folder">The folder, as an absolute path.</param>
    /// <returns>The journal; the same object for the same folder.</returns>
    /// <exception cref="SunoApiException">
    /// The path is not absolute (<see cref="SunoErrorKind.InvalidArgument"/>).
    /// </exception>
    public static SunoSubmissionJournal Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!Path.IsPathRooted(folder))
        {
            throw new SunoApiException(
                SunoErrorKind.InvalidArgument,
                $"The journal folder '{folder}' is not an absolute path.");
        }

        return Journals.GetOrAdd(Path.GetFullPath(folder), static path => new SunoSubmissionJournal(path));
    }

    /// <summary>Reads the entries of all processes, oldest first. Skips unreadable lines.</summary>
    /// <param name="since">The earliest local time; null for no limit.</param>
    /// <param name="until">The latest local time; null for no limit.</param>
    /// <returns>The entries, which are read during enumeration.</returns>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A file belongs to another user.</exception>
    public IEnumerable<SunoSubmissionRecord> Read(DateTime? since = null, DateTime? until = null) =>
        JournalReader.Read(Folder, since, until);

    /// <summary>
    /// Removes entries. Keeps those in flight, and those of other running processes, which append to their files.
    /// </summary>
    /// <param name="entryIds">The ids of the entries.</param>
    /// <returns>Number of entries that were not removed although their ids were given.</returns>
    /// <exception cref="IOException">A file cannot be rewritten.</exception>
    /// <exception cref="UnauthorizedAccessException">A file belongs to another user.</exception>
    public int Remove(IEnumerable<string> entryIds)
    {
        var removed = new HashSet<string>(entryIds, StringComparer.Ordinal);
        int kept = removed.RemoveWhere(IsInFlight);
        Unresolved.Forget(removed);
        foreach (string path in JournalReader.Files(Folder))
        {
            int count = JournalFile.ReadLines(path).Select(line => line.Id).Distinct().Count(removed.Contains);
            if (count == 0 || Writer.TryRewrite(path, removed))
            {
                continue;
            }

            if (JournalFile.IsComplete(path))
            {
                JournalFile.Rewrite(path, removed);
            }
            else
            {
                kept += count;
            }
        }

        return kept;
    }

    /// <summary>Begins an entry.</summary>
    /// <returns>The entry; null while the process ends, when nothing more may be sent.</returns>
    internal JournalEntry? TryBegin(SunoConnection connection, SunoSubmission submission, Action<string> warn)
    {
        string id = Guid.NewGuid().ToString("N")[..12];
        lock (_inFlight)
        {
            if (_isEnding)
            {
                return null;
            }

            _inFlight.Add(id);
        }

        var line = JournalLine.Of(connection, submission, id, TimeProvider.System.GetUtcNow());
        Unresolved.Begin(line);
        return new JournalEntry(this, line, connection.KeyMask, warn);
    }

    /// <summary>Ends an entry, after its last line.</summary>
    internal void End(JournalLine sent, JournalLine outcome)
    {
        Unresolved.End(sent, outcome);
        lock (_inFlight)
        {
            _inFlight.Remove(sent.Id);
            Monitor.PulseAll(_inFlight);
        }
    }

    private void AwaitOutcomes()
    {
        long end = Environment.TickCount64 + (long)ExitGrace.TotalMilliseconds;
        lock (_inFlight)
        {
            _isEnding = true;
            while (_inFlight.Count > 0 && end - Environment.TickCount64 is > 0 and var left)
            {
                Monitor.Wait(_inFlight, TimeSpan.FromMilliseconds(left));
            }
        }
    }

    private bool IsInFlight(string id)
    {
        lock (_inFlight)
        {
            return _inFlight.Contains(id);
        }
    }
}
