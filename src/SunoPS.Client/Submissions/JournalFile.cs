using System.Globalization;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>A file of the journal, as it was read.</summary>
/// <param name="path">Its full path.</param>
internal sealed class JournalFile(string path)
{
    public const string Extension = ".jsonl";

    /// <summary>
    /// The format of the beginning of a file name: the UTC day on which its entries were submitted.
    /// </summary>
    public const string DayFormat = "yyyyMMdd";

    /// <summary>How an open file is shared: other processes can read, replace and delete it.</summary>
    public const FileShare Share = FileShare.ReadWrite | FileShare.Delete;

    /// <summary>Maximum number of bytes of a line; far more than any submission has.</summary>
    public const int LongestLine = 16 * 1024 * 1024;

    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private static readonly Regex DatedName = new(
        @"^(\d{8})-\d+-[0-9a-f]{8}\" + Extension + "$", RegexOptions.CultureInvariant);

    private readonly Dictionary<string, JournalLine> _entries = new(StringComparer.Ordinal);

    public string FilePath => path;

    /// <summary>The entries, each as its newest line says.</summary>
    public IReadOnlyCollection<JournalLine> Entries => _entries.Values;

    /// <summary>Number of lines that could not be read.</summary>
    public int UnreadableCount { get; private set; }

    /// <summary>
    /// True if only the last line could not be read. It is still being written, or its process ended meanwhile: before
    /// the request was sent, or after the entry's complete pending line.
    /// </summary>
    public bool IsOnlyTailUnreadable { get; private set; }

    /// <summary>
    /// Returns the UTC day of the entries of a file. Null if its name does not say it: another version or the user
    /// made it.
    /// </summary>
    public static DateTime? DayOf(string path) =>
        DatedName.Match(Path.GetFileName(path)) is { Success: true } name
        && DateTime.TryParseExact(
            name.Groups[1].Value,
            DayFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTime day)
            ? day
            : null;

    /// <summary>Reads a file.</summary>
    /// <exception cref="IOException">The file cannot be read, or is not a regular file.</exception>
    /// <exception cref="UnauthorizedAccessException">The file belongs to another user.</exception>
    public static JournalFile Read(string path, CancellationToken cancellationToken)
    {
        var file = new JournalFile(path);
        var info = new FileInfo(path);
        if (!info.Exists || info.Length == 0)
        {
            // Pipes and devices have no length either; opening one could wait forever.
            return file;
        }

        if (info.Attributes.HasFlag(FileAttributes.ReparsePoint))
        {
            throw new IOException("It is a link.");
        }

        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, Share, bufferSize: 1);
        file.ReadLines(stream, cancellationToken);
        return file;
    }

    /// <summary>Reads the lines of a file.</summary>
    internal void ReadLines(Stream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[64 * 1024];
        int length = 0;
        bool isTooLong = false;
        while (stream.Read(buffer, length, buffer.Length - length) is > 0 and int read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            length += read;
            int start = 0;
            while (Array.IndexOf(buffer, (byte)'\n', start, length - start) is >= 0 and int end)
            {
                UnreadableCount += !isTooLong && TryAdd(buffer.AsSpan(start, end - start)) ? 0 : 1;
                isTooLong = false;
                start = end + 1;
            }

            length -= start;
            Buffer.BlockCopy(buffer, start, buffer, 0, length);
            if (length == LongestLine)
            {
                isTooLong = true;
                length = 0;
            }
            else if (length == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * length);
            }
        }

        if (isTooLong || !TryAdd(buffer.AsSpan(0, length)))
        {
            IsOnlyTailUnreadable = UnreadableCount == 0;
            UnreadableCount++;
        }
    }

    /// <summary>Adds a line.</summary>
    /// <returns>False if it cannot be read; true also for a blank line.</returns>
    private bool TryAdd(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith(ByteOrderMark))
        {
            utf8 = utf8[ByteOrderMark.Length..];
        }

        if (utf8.Trim((byte)'\r').Trim((byte)' ').IsEmpty)
        {
            return true;
        }

        if (JournalLine.TryParse(utf8) is not { } line)
        {
            return false;
        }

        _entries[line.Id] = _entries.TryGetValue(line.Id, out JournalLine? earlier) ? earlier.MergedWith(line) : line;
        return true;
    }
}
