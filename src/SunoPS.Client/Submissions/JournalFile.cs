using System.Globalization;
using System.Text;

namespace SunoPS;

/// <summary>Reads and rewrites one file of the journal.</summary>
internal static class JournalFile
{
    public const string Extension = ".jsonl";

    /// <summary>
    /// The format of the beginning of a file name: the UTC time at which its process started to submit.
    /// </summary>
    public const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>How a process shares its open file: others can read it, but cannot open it exclusively.</summary>
    public const FileShare Share = FileShare.ReadWrite | FileShare.Delete;

    /// <summary>Reads the valid lines.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file belongs to another user.</exception>
    public static IEnumerable<JournalLine> ReadLines(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, Share);
        using var reader = new StreamReader(file, Encoding.UTF8);
        while (reader.ReadLine() is { } text)
        {
            if (text.Length > 0 && JournalLine.TryParse(text) is { } line)
            {
                yield return line;
            }
        }
    }

    /// <summary>Reads the entries in the order of sending, each merged with its outcome.</summary>
    public static List<SunoSubmissionRecord> ReadRecords(string path)
    {
        var sent = new List<JournalLine>();
        var answers = new Dictionary<string, JournalLine>(StringComparer.Ordinal);
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (JournalLine line in ReadLines(path))
        {
            if (line.State != SunoSubmissionState.Sent)
            {
                answers[line.Id] = line;
            }
            else if (known.Add(line.Id))
            {
                sent.Add(line);
            }
        }

        // An outcome still has the task id if the first line of its entry is damaged.
        sent.AddRange(answers.Values.Where(answer => !known.Contains(answer.Id)));
        return sent.ConvertAll(line => new SunoSubmissionRecord(line, answers.GetValueOrDefault(line.Id)));
    }

    /// <summary>
    /// Returns the time at which the process of a file started to submit; the earliest time for any other name.
    /// </summary>
    public static DateTimeOffset StartOf(string path)
    {
        string name = Path.GetFileName(path);
        int end = name.IndexOf('-', StringComparison.Ordinal);
        return DateTimeOffset.TryParseExact(
            end < 0 ? name : name[..end],
            TimeFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out DateTimeOffset start)
            ? start
            : DateTimeOffset.MinValue;
    }

    /// <summary>True if the process that wrote the file has ended.</summary>
    public static bool IsComplete(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Removes entries from a file; deletes it if none is left.</summary>
    /// <param name="path">The file, which no process writes to.</param>
    /// <param name="removed">The ids of the entries to remove.</param>
    /// <returns>True if a file is left.</returns>
    public static bool Rewrite(string path, HashSet<string> removed)
    {
        List<JournalLine> kept = ReadLines(path).Where(line => !removed.Contains(line.Id)).ToList();
        if (kept.Count == 0)
        {
            File.Delete(path);
            return false;
        }

        // Flush the new file to the disk before it replaces the old one.
        string part = path + ".part";
        File.Delete(part);
        using (FileStream file = JournalFolder.CreateFile(part))
        {
            foreach (JournalLine line in kept)
            {
                file.Write(line.ToUtf8());
            }

            file.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: true);
        return true;
    }
}
