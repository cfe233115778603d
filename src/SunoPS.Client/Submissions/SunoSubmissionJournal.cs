using System.Collections.Concurrent;
using System.Text;

namespace SunoPS;

/// <summary>
/// The journal of submissions: a folder with JSON Lines files, readable only by their owner. Each process appends to
/// its own file, a new one each day; a file is never rewritten, only deleted as a whole. Thread-safe.
/// </summary>
internal sealed class SunoSubmissionJournal
{
    private static readonly ConcurrentDictionary<string, SunoSubmissionJournal> Journals = new(StringComparer.Ordinal);

    private readonly JournalWriter _writer;

    private SunoSubmissionJournal(string folder) => (Folder, _writer) = (folder, new JournalWriter(folder));

    /// <summary>
    /// The default folder: <c>SunoPS/journal</c> in <c>%LOCALAPPDATA%</c> on Windows, in <c>~/Library/Application
    /// Support</c> on macOS, and in <c>$XDG_DATA_HOME</c> or <c>~/.local/share</c> on Linux. Null if the user has no
    /// such folder.
    /// </summary>
    public static string? DefaultFolder =>
        Environment.GetFolderPath(
            Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is var data
        && Path.IsPathRooted(data) ? Path.Combine(data, "SunoPS", "journal") : null;

    public string Folder { get; }

    /// <summary>Opens the journal of a folder. Nothing is created before the first submission.</summary>
    public static SunoSubmissionJournal Open(string folder)
    {
        if (!Path.IsPathRooted(folder))
        {
            throw SunoApiException.Invalid($"The journal folder '{folder}' is not an absolute path.");
        }

        return Journals.GetOrAdd(Path.GetFullPath(folder), static path => new SunoSubmissionJournal(path));
    }

    /// <summary>Reads the entries of all processes, oldest first. Each file with unread lines is a fault.</summary>
    public IReadOnlyList<SunoSubmissionRecord> Read(
        DateTime? since = null, DateTime? until = null, Action<SunoApiException>? onFault = null,
        CancellationToken cancellationToken = default)
    {
        DateTime first = (since ?? DateTime.MinValue).ToUniversalTime();
        DateTime last = (until ?? DateTime.MaxValue).ToUniversalTime();
        JournalLine[] entries = [.. ReadLines(first, onFault, cancellationToken).OrderBy(static entry => entry.Time)];
        var history = new SubmissionHistory(entries, isByName: true);
        return [.. from line in entries where line.Time.UtcDateTime <= last select line.ToRecord(history.Find(line))];
    }

    /// <summary>Reads the entries of all processes since a time, in no order, each as its newest line says.</summary>
    internal IEnumerable<JournalLine> ReadLines(
        DateTime first, Action<SunoApiException>? onFault, CancellationToken cancellationToken) =>
        ReadFiles(first, onFault, cancellationToken)
            .SelectMany(static file => file.Lines)
            .Where(line => line.Time.UtcDateTime >= first)
            .GroupBy(static line => line.Id, StringComparer.Ordinal)

            // An outcome counts in any order: a copy of a file repeats its entries.
            .Select(static lines => lines.Aggregate(
                static (entry, line) => line.State == SunoSubmissionState.Pending ? entry : line));

    /// <summary>Finds files whose newest entry is older; reports unreadable ones not written since.</summary>
    internal IEnumerable<JournalFile> FilesBefore(
        DateTime before, Action<SunoApiException> onFault, CancellationToken cancellationToken)
    {
        DateTime end = before.ToUniversalTime();
        foreach (JournalFile file in ReadFiles(DateTime.MinValue, onFault: null, cancellationToken))
        {
            if (file.Fault is null && file.Lines.Count > 0 && file.Lines.All(line => line.Time.UtcDateTime < end))
            {
                yield return file;
            }
            else if (file.Fault is { } fault && File.GetLastWriteTimeUtc(file.FilePath) < end)
            {
                onFault(fault);
            }
        }
    }

    /// <summary>Keeps others from resuming submissions of a kind; null if another command resumes them.</summary>
    internal IDisposable? Lock(string kind)
    {
        JournalFolder.Create(Folder);
        try
        {
            return OpenTemporary(Path.Combine(Folder, $"resume-{kind}.lock"));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Tests whether the folder can be written, or created. Leaves nothing behind.</summary>
    internal void Test()
    {
        string folder = Folder;
        while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } parent)
        {
            folder = File.Exists(folder) ? throw new IOException($"'{folder}' is a file") : parent;
        }

        string path = Path.Combine(folder, Path.GetRandomFileName());
        try
        {
            OpenTemporary(path).Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The name of this file says nothing to a user.
            StringBuilder reason = new StringBuilder(exception.Message).Replace(path, folder);
            throw new IOException($"no file can be created in '{folder}': {reason}");
        }
    }

    /// <inheritdoc cref="JournalWriter.AppendAsync"/>
    internal Task AppendAsync(JournalLine line) => _writer.AppendAsync(line);

    private static FileStream OpenTemporary(string path) => new(
        path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);

    private IEnumerable<JournalFile> ReadFiles(
        DateTime first, Action<SunoApiException>? onFault, CancellationToken cancellationToken)
    {
        string[] paths;
        try
        {
            paths = Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*" + JournalFile.Extension) : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw JournalFile.Unreadable($"The journal folder '{Folder}'", exception);
        }

        foreach (string path in paths)
        {
            JournalFile file = JournalFile.Read(path, first, cancellationToken);
            if (file.Fault is not null)
            {
                onFault?.Invoke(file.Fault);
            }

            yield return file;
        }
    }
}
