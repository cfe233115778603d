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
        DateTime last = (until ?? DateTime.MaxValue).ToUniversalTime();
        JournalLine[] entries =
        [
            .. ReadLines((since ?? DateTime.MinValue).ToUniversalTime(), onFault, cancellationToken)
                .OrderBy(static entry => entry.Time),
        ];
        var history = new SubmissionHistory(entries, isByName: true);
        return
        [
            .. entries.Where(entry => entry.Time.UtcDateTime <= last)
                .Select(entry => entry.ToRecord(history.Find(entry))),
        ];
    }

    /// <summary>Reads the entries of all processes since a time, in no order.</summary>
    internal IEnumerable<JournalLine> ReadLines(
        DateTime first, Action<SunoApiException>? onFault, CancellationToken cancellationToken) =>
        ReadFiles(day => day >= first.Date, onFault, cancellationToken)
            .SelectMany(static file => file.Entries)
            .Where(entry => entry.Time.UtcDateTime >= first)
            .GroupBy(static entry => entry.Id, StringComparer.Ordinal)

            // A copy of a file repeats its entries.
            .Select(static lines => lines.Aggregate(static (entry, line) => entry.MergedWith(line)));

    /// <summary>
    /// Finds the files whose newest entry is older than a time. Leaves out files that it cannot read as a whole.
    /// </summary>
    internal IEnumerable<JournalFile> FilesBefore(
        DateTime before, Action<SunoApiException> onFault, CancellationToken cancellationToken)
    {
        DateTime end = before.ToUniversalTime();
        return ReadFiles(day => day < end, onFault, cancellationToken)
            .Where(file => file is { UnreadableCount: 0, Entries.Count: > 0 }
                && file.Entries.All(entry => entry.Time.UtcDateTime < end));
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
        return OpenTemporary(Folder, $"resume-{kind}.lock");
    }

    /// <summary>Tests whether the folder can be written, or created. Leaves nothing behind.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not writable.</exception>
    internal void Test()
    {
        string folder = Folder;
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
        {
            folder = File.Exists(folder) ? throw new IOException($"'{folder}' is a file") : parent;
        }

        OpenTemporary(folder, Path.GetRandomFileName()).Dispose();
    }

    /// <summary>Writes a line to the disk.</summary>
    /// <inheritdoc cref="JournalWriter.AppendAsync"/>
    internal Task AppendAsync(JournalLine line) => _writer.AppendAsync(line);

    private static FileStream OpenTemporary(string folder, string name) => new(
        Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1,
        FileOptions.DeleteOnClose);

    /// <summary>Reads the files of certain days, and those whose names do not tell their day.</summary>
    private IEnumerable<JournalFile> ReadFiles(
        Func<DateTime, bool> isDay, Action<SunoApiException>? onFault, CancellationToken cancellationToken) =>
        Paths().Where(path => JournalFile.DayOf(path) is not { } day || isDay(day))
            .Select(path => TryRead(path, onFault, cancellationToken))
            .OfType<JournalFile>();

    /// <returns>Null if the file cannot be read at all.</returns>
    private static JournalFile? TryRead(
        string path, Action<SunoApiException>? onFault, CancellationToken cancellationToken)
    {
        JournalFile file;
        try
        {
            file = JournalFile.Read(path, cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Another process has deleted the file.
            return null;
        }
        catch (Exception exception) when (IsOfFile(exception))
        {
            onFault?.Invoke(Fault($"The journal file '{path}'", exception));
            return null;
        }

        if (file.UnreadableCount > 0)
        {
            string lines = file.UnreadableCount == 1 ? "1 line" : $"{file.UnreadableCount} lines";
            onFault?.Invoke(new SunoApiException(
                SunoErrorKind.FileError, $"{lines} of the journal file '{path}' cannot be read.")
            {
                Traits = file.IsOnlyTailUnreadable ? ErrorTraits.Transient : ErrorTraits.None,
            });
        }

        return file;
    }

    private static bool IsOfFile(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or SecurityException;

    private static SunoApiException Fault(string subject, Exception exception) => new(
        SunoErrorKind.FileError, $"{subject} cannot be read: {ExceptionText.Of(exception, KeyMask.None)}.", exception);

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
