namespace SunoPS;

internal sealed class JournalFile(string path)
{
    public const string Extension = ".jsonl";

    /// <summary>How an open file is shared: other processes can read, replace and delete it.</summary>
    public const FileShare Share = FileShare.ReadWrite | FileShare.Delete;

    /// <summary>Maximum number of bytes of a line; far more than any submission has.</summary>
    public const int LongestLine = 2 * 1024 * 1024;

    public string FilePath => path;

    /// <summary>The lines; the newest with an outcome counts for its entry.</summary>
    public List<JournalLine> Lines { get; } = [];

    /// <summary>Why the file cannot be read, entirely or in part; null if it can.</summary>
    public SunoApiException? Fault { get; private set; }

    /// <summary>Reads a file. One that was last written more than a day before a time counts as empty.</summary>
    public static JournalFile Read(string path, DateTime first, CancellationToken cancellationToken)
    {
        var file = new JournalFile(path);
        try
        {
            // Pipes and devices have no length; opening one could wait forever. The clocks of file servers differ.
            var info = new FileInfo(path);
            if (info is { Exists: true, Length: > 0 } && first - info.LastWriteTimeUtc < TimeSpan.FromDays(1))
            {
                using FileStream stream = info.Attributes.HasFlag(FileAttributes.ReparsePoint)
                    ? throw new IOException("It is a link.")
                    : new FileStream(path, FileMode.Open, FileAccess.Read, Share);
                file.ReadLines(stream, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process can delete the file.
            bool isGone = exception is FileNotFoundException or DirectoryNotFoundException;
            file.Fault = isGone ? null : Unreadable($"The journal file '{path}'", exception);
        }

        return file;
    }

    /// <summary>Creates the error for a file or a folder that cannot be read at all.</summary>
    public static SunoApiException Unreadable(string subject, Exception cause) => new(
        SunoErrorKind.FileError, $"{subject} cannot be read: {ExceptionText.Of(cause, KeyMask.None)}.", cause);

    internal void ReadLines(Stream stream, CancellationToken cancellationToken)
    {
        using var line = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        int unreadable = 0;
        bool isTailUnreadable = false;
        int length;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            length = stream.Read(buffer, 0, buffer.Length);
            int start = 0;
            for (int end; (end = Array.IndexOf(buffer, (byte)'\n', start, length - start)) >= 0; start = end + 1)
            {
                Append(start, end);
                EndLine();
            }

            Append(start, length);
        }
        while (length > 0);

        EndLine();
        if (unreadable > 0)
        {
            string lines = unreadable == 1 ? "1 line" : $"{unreadable} lines";
            Fault = new SunoApiException(
                SunoErrorKind.FileError, $"{lines} of the journal file '{path}' cannot be read.")
            {
                // The last line is still being written, or its process ended meanwhile: before the request was sent,
                // or after the entry's complete pending line.
                Traits = isTailUnreadable && unreadable == 1 ? ErrorTraits.Transient : ErrorTraits.None,
            };
        }

        void Append(int start, int end) =>
            line.Write(buffer, start, (int)Math.Min(end - start, LongestLine - line.Length));

        void EndLine()
        {
            ReadOnlySpan<byte> utf8 = line.GetBuffer().AsSpan(0, (int)line.Length);
            bool isWhole = utf8.Length < LongestLine;
            bool isReadable = isWhole && TryAdd(utf8);
            unreadable += isReadable ? 0 : 1;

            // The beginning of one line, not a part of a damaged file.
            isTailUnreadable = isWhole && !isReadable && utf8[0] == '{' && utf8.IndexOf((byte)'\r') < 0
                && utf8.IndexOf("}{"u8) < 0;
            line.SetLength(0);
        }
    }

    /// <summary>Adds a line, unless it is blank; false if it cannot be read.</summary>
    private bool TryAdd(ReadOnlySpan<byte> utf8)
    {
        // Editors, and commands that join files, add byte order marks.
        utf8 = utf8.StartsWith("\uFEFF"u8) ? utf8["\uFEFF"u8.Length..] : utf8;
        if (JournalLine.TryParse(utf8) is { } line)
        {
            Lines.Add(line);
            return true;
        }

        return utf8.IndexOfAnyExcept(" \t\r"u8) < 0;
    }
}
