using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SunoPS;

/// <summary>Appends lines to the file of this process. Lines that wait at the same time share one flush.</summary>
/// <param name="folder">The folder of the journal.</param>
[SuppressMessage("Design", "CA1001", Justification = "The file stays open until the process ends.")]
internal sealed class JournalWriter(string folder)
{
    private readonly List<(byte[] Lines, TaskCompletionSource<bool> Done)> _waiting = [];
    private readonly object _fileGate = new();
    private FileStream? _file;
    private long _length;
    private bool _isTorn;
    private bool _isWriting;

    /// <summary>The file of this process.</summary>
    public string FilePath { get; } = Path.Combine(folder, NewName());

    /// <summary>Writes lines to the disk, on another thread.</summary>
    /// <param name="lines">Whole lines as UTF-8.</param>
    /// <returns>Completes when the lines are on the disk.</returns>
    /// <exception cref="IOException">Writing failed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not writable.</exception>
    public Task AppendAsync(byte[] lines)
    {
        var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            _waiting.Add((lines, done));
            if (!_isWriting)
            {
                _isWriting = true;
                _ = Task.Run(WriteWaiting);
            }
        }

        return done.Task;
    }

    /// <summary>Removes entries from the file that this process still writes to.</summary>
    /// <param name="path">A file of the journal.</param>
    /// <param name="removed">The ids of the entries to remove.</param>
    /// <returns>False if it is not the file of this process.</returns>
    public bool TryRewrite(string path, HashSet<string> removed)
    {
        lock (_fileGate)
        {
            if (_file is null || !string.Equals(path, FilePath, StringComparison.Ordinal))
            {
                return false;
            }

            Close();
            if (JournalFile.Rewrite(path, removed))
            {
                _file = new FileStream(path, FileMode.Open, FileAccess.Write, JournalFile.Share, bufferSize: 1);
                _length = _file.Length;
            }

            return true;
        }
    }

    /// <summary>Creates a unique name that sorts by time.</summary>
    private static string NewName()
    {
        string time = TimeProvider.System.GetUtcNow().ToString(JournalFile.TimeFormat, CultureInfo.InvariantCulture);
        string random = Guid.NewGuid().ToString("N")[..8];
        return string.Create(
            CultureInfo.InvariantCulture, $"{time}-{Environment.ProcessId}-{random}{JournalFile.Extension}");
    }

    private void WriteWaiting()
    {
        while (true)
        {
            (byte[] Lines, TaskCompletionSource<bool> Done)[] batch;
            lock (_waiting)
            {
                if (_waiting.Count == 0)
                {
                    _isWriting = false;
                    return;
                }

                batch = [.. _waiting];
                _waiting.Clear();
            }

            using var lines = new MemoryStream();
            foreach ((byte[] waiting, _) in batch)
            {
                lines.Write(waiting);
            }

            Exception? failure = Write(lines);
            foreach ((_, TaskCompletionSource<bool> done) in batch)
            {
                _ = failure is null ? done.TrySetResult(true) : done.TrySetException(failure);
            }
        }
    }

    private Exception? Write(MemoryStream lines)
    {
        lock (_fileGate)
        {
            try
            {
                FileStream file = Open();
                file.Position = _length;
                if (_isTorn)
                {
                    file.WriteByte((byte)'\n');
                }

                file.Write(lines.GetBuffer(), 0, (int)lines.Length);
                file.Flush(flushToDisk: true);
                _length = file.Position;
                _isTorn = false;
                return null;
            }
#pragma warning disable CA1031 // A submission must not fail because of the journal.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                CutTornLines();
                return exception;
            }
        }
    }

    private FileStream Open()
    {
        if (_file is not null && !File.Exists(FilePath))
        {
            // The file was deleted.
            Close();
        }

        if (_file is null)
        {
            JournalFolder.Create(folder);
            _file = JournalFolder.CreateFile(FilePath);
            _length = 0;
            _isTorn = false;
        }

        return _file;
    }

    private void CutTornLines()
    {
        try
        {
            _file?.SetLength(_length);
        }
        catch (IOException)
        {
            // The next write begins with a line break instead.
            _length = _file!.Length;
            _isTorn = true;
        }
    }

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}
