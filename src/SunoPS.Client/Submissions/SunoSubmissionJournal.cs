using System.Collections.Concurrent;
using System.Security;

namespace SunoPS;

/// <summary>
/// The journal of submissions: a folder with JSON Lines files, readable only by their owner. Each process appends to
/// its own file, a new one each day; a file is never rewritten, only deleted as a whole. Thread-safe.
/// </summary>
public sealed class SunoSubmissionJournal
{
    private static readonly ConcurrentDictionary<string, SunoSubmissionJournal> Journals = new(StringComparer.Ordinal);

    private readonly JournalWriter _writer;
    private readonly Dictionary<string, JournalFile> _recentFiles = new(StringComparer.Ordinal);

    private SunoSubmissionJournal(string folder)
    {
        Folder = folder;
        _writer = new JournalWriter(folder);
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
                SunoErrorKind.InvalidArgument, $"The journal folder '{folder}' is not an absolute path.");
        }

        return Journals.GetOrAdd(Path.GetFullPath(folder), static path => new SunoSubmissionJournal(path));
    }

    /// <summary>Reads the entries of all processes, oldest first.</summary>
    /// <param name="since">The earliest time; null for no limit.</param>
    /// <param name="until">The latest time; null for no limit.</param>
    /// <param name="onFault">
    /// Receives one error for each file that cannot be read, entirely or in part; null to ignore them.
    /// </param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The entries.</returns>
    /// <exception cref="SunoApiException">The folder cannot be read.</exception>
    public IReadOnlyList<SunoSubmissionRecord> Read(
        DateTime? since = null,
        DateTime? until = null,
        Action<SunoApiException>? onFault = null,
        CancellationToken cancellationToken = default)
    {
        DateTime first = ToUtc(since ?? DateTime.MinValue, isEarlier: true);
        DateTime last = ToUtc(until ?? DateTime.MaxValue, isEarlier: false);
        return ReadLines(first, last, onFault, cancellationToken)
            .OrderBy(static entry => entry.Time)
            .Select(static entry => entry.ToRecord())
            .ToList();
    }

    /// <summary>Reads the entries of all processes, in no order.</summary>
    internal IEnumerable<JournalLine> ReadLines(
        DateTime first, DateTime last, Action<SunoApiException>? onFault, CancellationToken cancellationToken)
    {
        IEnumerable<JournalFile> files = Paths()
            .Where(path => JournalFile.DayOf(path) is not { } day || (day >= first.Date && day <= last))
            .Select(static path => new JournalFile(path))
            .Where(file => TryRead(file, onFault, cancellationToken));
        return Merge(files).Where(entry => entry.Time.UtcDateTime >= first && entry.Time.UtcDateTime <= last);
    }

    /// <summary>
    /// Finds the files whose newest entry is older than a time. Leaves out files that it cannot read as a whole.
    /// </summary>
    internal IEnumerable<JournalFile> FilesBefore(
        DateTime before, Action<SunoApiException> onFault, CancellationToken cancellationToken)
    {
        DateTime end = ToUtc(before, isEarlier: true);
        return Paths().Where(path => JournalFile.DayOf(path) is not { } day || day < end)
            .Select(static path => new JournalFile(path))
            .Where(file => TryRead(file, onFault, cancellationToken)
                && file is { UnreadableCount: 0, Entries.Count: > 0 }
                && file.Entries.All(entry => entry.Time.UtcDateTime < end));
    }

    /// <summary>Reads the entries since a time, from each file only the lines since the last call.</summary>
    internal List<JournalLine> ReadRecent(DateTimeOffset since, Action<SunoApiException> onFault)
    {
        lock (_recentFiles)
        {
            HashSet<string> paths = [.. Paths().Where(path => !(JournalFile.DayOf(path) < since.UtcDateTime.Date))];
            foreach (string gone in _recentFiles.Keys.Except(paths).ToList())
            {
                _recentFiles.Remove(gone);
            }

            foreach (string path in paths.Where(path => !_recentFiles.ContainsKey(path)))
            {
                _recentFiles.Add(path, new JournalFile(path));
            }

            return [.. Merge(_recentFiles.Values.Where(file => TryRead(file, onFault, CancellationToken.None)))
                .Where(entry => entry.Time >= since)];
        }
    }

    /// <summary>
    /// Keeps other processes from resuming submissions of a kind until the result is disposed: what one of them sends,
    /// the other does not know.
    /// </summary>
    /// <exception cref="IOException">Another process has the lock, or the folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not writable.</exception>
    internal IDisposable Lock(string kind)
    {
        JournalFolder.Create(Folder);
        return new FileStream(
            Path.Combine(Folder, $"resume-{kind}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None,
            bufferSize: 1, FileOptions.DeleteOnClose);
    }

    /// <summary>Finds the reason why nothing can be written to the journal today; null if it can.</summary>
    internal Exception? FindFault() => _writer.FindFault();

    /// <summary>Writes a line to the disk.</summary>
    /// <inheritdoc cref="JournalWriter.AppendAsync"/>
    internal Task AppendAsync(JournalLine line) => _writer.AppendAsync(line);

    /// <returns>False if the file cannot be read at all.</returns>
    private static bool TryRead(
        JournalFile file, Action<SunoApiException>? onFault, CancellationToken cancellationToken)
    {
        try
        {
            file.Read(cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Another process has deleted the file.
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            onFault?.Invoke(Fault($"The journal file '{file.FilePath}'", exception));
            return false;
        }

        if (file.UnreadableCount > 0)
        {
            string lines = file.UnreadableCount == 1 ? "1 line" : $"{file.UnreadableCount} lines";
            onFault?.Invoke(new SunoApiException(
                SunoErrorKind.FileError, $"{lines} of the journal file '{file.FilePath}' cannot be read.")
            {
                Traits = file.IsOnlyTailUnreadable ? ErrorTraits.Transient : ErrorTraits.None,
            });
        }

        return true;
    }

    private static bool IsOfFile(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or SecurityException;

    private static SunoApiException Fault(string subject, Exception exception) => new(
        SunoErrorKind.FileError, $"{subject} cannot be read: {ExceptionText.Of(exception, KeyMask.None)}.", exception);

    /// <summary>Merges the entries of files: a copy of a file repeats its entries.</summary>
    private static IEnumerable<JournalLine> Merge(IEnumerable<JournalFile> files) =>
        files.SelectMany(static file => file.Entries)
            .GroupBy(static entry => entry.Id, StringComparer.Ordinal)
            .Select(static lines => lines.Aggregate(static (entry, line) => entry.MergedWith(line)));

    /// <summary>
    /// Converts a local time to UTC. In the repeated hour at the end of summer time, it has two meanings.
    /// </summary>
    private static DateTime ToUtc(DateTime time, bool isEarlier)
    {
        if (time.Kind == DateTimeKind.Utc || !TimeZoneInfo.Local.IsAmbiguousTime(time))
        {
            return time.ToUniversalTime();
        }

        TimeSpan[] offsets = TimeZoneInfo.Local.GetAmbiguousTimeOffsets(time);
        return time - (isEarlier ? offsets.Max() : offsets.Min());
    }

    private string[] Paths()
    {
        try
        {
            return Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*" + JournalFile.Extension) : [];
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            throw Fault($"The journal folder '{Folder}'", exception);
        }
    }
}
