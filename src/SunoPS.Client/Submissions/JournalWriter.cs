using System.Globalization;

namespace SunoPS;

/// <summary>
/// Appends lines to the files of this process, one for each day. Lines that wait at the same time share one flush. A
/// file is open only while it is written, so it can be replaced or deleted at any time.
/// </summary>
/// <param name="folder">The folder of the journal.</param>
internal sealed class JournalWriter(string folder)
{
    /// <summary>How long a submission waits for a disk that does not respond.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly string _nameEnd = $"-{Environment.ProcessId}-{Guid.NewGuid().ToString("N")[..8]}";
    private readonly object _lock = new();
    private List<Append> _waiting = [];
    private bool _isWriting;

    /// <summary>Writes a line to the disk, on another thread.</summary>
    /// <param name="line">The line. All lines of an entry are in the file of its day.</param>
    /// <returns>Completes when the line is on the disk.</returns>
    /// <exception cref="IOException">Writing failed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not writable.</exception>
    /// <exception cref="TimeoutException">The disk does not respond.</exception>
    public Task AppendAsync(JournalLine line)
    {
        string day = line.Time.UtcDateTime.ToString(JournalFile.DayFormat, CultureInfo.InvariantCulture);
        var append = new Append(Path.Combine(folder, day + _nameEnd + JournalFile.Extension), line.ToUtf8());
        lock (_lock)
        {
            _waiting.Add(append);
            if (!_isWriting)
            {
                _isWriting = true;
                _ = Task.Run(WriteWaiting);
            }
        }

        return append.Done.Task.WaitAsync(LongestWait, TimeProvider.System, CancellationToken.None);
    }

    private void WriteWaiting()
    {
        while (TakeWaiting() is { Count: > 0 } appends)
        {
            foreach (IGrouping<string, Append> file in appends.GroupBy(static append => append.Path))
            {
                Exception? failure = TryWrite(file.Key, [.. file.SelectMany(static append => append.Line)]);
                foreach (Append append in file)
                {
                    _ = failure is null ? append.Done.TrySetResult(true) : append.Done.TrySetException(failure);
                }
            }
        }
    }

    private List<Append> TakeWaiting()
    {
        lock (_lock)
        {
            List<Append> taken = _waiting;
            _waiting = [];
            _isWriting = taken.Count > 0;
            return taken;
        }
    }

    /// <summary>Appends to a file, which is created if it does not exist. Never throws.</summary>
    /// <returns>The reason of a failure; null for none.</returns>
    private Exception? TryWrite(string path, byte[] lines)
    {
        try
        {
            JournalFolder.Create(folder);
            using FileStream file = JournalFolder.OpenFile(path);
            long end = file.Length;
            try
            {
                if (!EndsWithLineBreak(file))
                {
                    lines = [(byte)'\n', .. lines];
                }

                file.Position = end;
                file.Write(lines);
                file.Flush(flushToDisk: true);
            }
            catch
            {
                // Removes part of a line, such as on a full disk.
                file.SetLength(end);
                throw;
            }

            return null;
        }
#pragma warning disable CA1031 // A submission must not fail because of the journal.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }

    /// <summary>False if another program, or an end in the middle of a write, left part of a line.</summary>
    private static bool EndsWithLineBreak(FileStream file)
    {
        file.Position = Math.Max(0, file.Length - 1);
        return file.ReadByte() is -1 or '\n';
    }

    private sealed record Append(string Path, byte[] Line)
    {
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
