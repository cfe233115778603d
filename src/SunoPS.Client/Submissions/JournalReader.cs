namespace SunoPS;

/// <summary>Reads all files of a journal as one sequence, oldest entry first.</summary>
internal static class JournalReader
{
    /// <summary>
    /// Reads the entries of a time span. Opens each file only after the entries before it have been read.
    /// </summary>
    /// <param name="folder">The folder, which may not exist.</param>
    /// <param name="since">The earliest time; null for no limit.</param>
    /// <param name="until">The latest time; null for no limit.</param>
    public static IEnumerable<SunoSubmissionRecord> Read(string folder, DateTimeOffset? since, DateTimeOffset? until)
    {
        var files = new Queue<string>(Files(folder)
            .Where(path => !(File.GetLastWriteTimeUtc(path) < since) && !(JournalFile.StartOf(path) > until))
            .OrderBy(JournalFile.StartOf)
            .ThenBy(path => path, StringComparer.Ordinal));
        var open = new List<Queue<SunoSubmissionRecord>>();
        while (true)
        {
            Queue<SunoSubmissionRecord>? next = EarliestOf(open);
            while (files.Count > 0 && (next is null || JournalFile.StartOf(files.Peek()) <= next.Peek().Time))
            {
                open.Add(new Queue<SunoSubmissionRecord>(ReadFile(files.Dequeue())));
                next = EarliestOf(open);
            }

            if (next is null)
            {
                yield break;
            }

            SunoSubmissionRecord record = next.Dequeue();
            if (!(record.Time < since) && !(record.Time > until))
            {
                yield return record;
            }
        }
    }

    /// <summary>Lists the files of a journal.</summary>
    public static string[] Files(string folder) =>
        Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + JournalFile.Extension) : [];

    private static Queue<SunoSubmissionRecord>? EarliestOf(List<Queue<SunoSubmissionRecord>> open)
    {
        open.RemoveAll(records => records.Count == 0);
        return open.Count <= 1 ? open.FirstOrDefault() : open.OrderBy(records => records.Peek().Time).First();
    }

    /// <summary>Reads the entries of a file; none if it no longer exists.</summary>
    public static List<SunoSubmissionRecord> ReadFile(string path)
    {
        try
        {
            return JournalFile.ReadRecords(path);
        }
        catch (FileNotFoundException)
        {
            // Another process has deleted the file.
            return [];
        }
    }
}
