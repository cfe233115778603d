using System.Globalization;

namespace SunoPS;

/// <summary>Appends lines to the files of this process, one for each day. Waiting lines share one flush.</summary>
/// <remarks>A file is open only while it is written, so it can be replaced or deleted at any time.</remarks>
internal sealed class JournalWriter(string folder)
{
    /// <summary>How long a submission waits for a disk that does not respond.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly string _nameEnd =
        $"-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}{JournalFile.Extension}";

    private readonly object _lock = new();
    private List<byte> _lines = [];
    private string? _path;
    private Task _last = Task.CompletedTask;

    /// <summary>Writes a line to the disk, on another thread: to the file of the day of its entry.</summary>
    public Task AppendAsync(JournalLine line)
    {
        string day = line.Time.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        string path = Path.Combine(folder, day + _nameEnd);
        lock (_lock)
        {
            if (_path != path)
            {
                List<byte> lines = [];
                (_path, _lines) = (path, lines);
                _last = _last.ContinueWith(
                    _ => Write(path, lines),
                    CancellationToken.None,
                    TaskContinuationOptions.RunContinuationsAsynchronously,
                    TaskScheduler.Default);
            }

            _lines.AddRange(line.ToUtf8());
            return _last.WaitAsync(LongestWait, TimeProvider.System, CancellationToken.None);
        }
    }

    private void Write(string path, List<byte> lines)
    {
        lock (_lock)
        {
            // Later lines are written next.
            _path = _lines == lines ? null : _path;
        }

        JournalFolder.Create(folder);
        using FileStream file = JournalFolder.OpenFile(path);
        long end = file.Length;
        try
        {
            // Another program may have left part of a line.
            file.Position = Math.Max(0, end - 1);
            if (file.ReadByte() is not (-1 or '\n'))
            {
                file.WriteByte((byte)'\n');
            }

            file.Write([.. lines]);
            file.Flush(flushToDisk: true);
        }
        catch
        {
            // Removes part of a line, such as on a full disk.
            file.SetLength(end);
            throw;
        }
    }
}
