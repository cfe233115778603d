using System.Runtime.InteropServices;
using System.Text.Json;

namespace SunoPS;

/// <summary>
/// An incomplete file with a hidden name. A note beside it contains the headers of the response, so that a later run
/// can resume the download. The file is locked from its creation until it has its final name.
/// </summary>
internal sealed class PartFile : IDisposable
{
    /// <summary>A note has a few hundred bytes; a larger file is not a note.</summary>
    private const int LargestNote = 64 * 1024;

    private const int CopyBufferLength = 80 * 1024;

    /// <summary>
    /// How long a failed rename is retried: virus scanners and media players open files for a moment.
    /// </summary>
    private static readonly TimeSpan LongestRename = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RenameInterval = TimeSpan.FromMilliseconds(100);

    private static readonly bool IsWindows = RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    private readonly string _path;
    private readonly FileStream _stream;
    private bool _hasNote;
    private bool _isMoved;

    private PartFile(string path, FileStream stream)
    {
        _path = path;
        _stream = stream;
        Hide(path);
    }

    /// <summary>The current length in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>The state of the file; null if its bytes are not usable.</summary>
    public PartState? State { get; private set; }

    /// <summary>True if every byte is on the disk.</summary>
    public bool IsWhole { get; private set; }

    private string NotePath => NoteOf(_path);

    /// <summary>Creates and locks the file, which must not exist.</summary>
    /// <returns>The file; null if another command took it as a leftover before it was locked.</returns>
    public static PartFile? TryCreate(string path)
    {
        FileStream stream = Open(path, FileMode.CreateNew, OwnShare);
        if (File.Exists(path))
        {
            return new PartFile(path, stream);
        }

        stream.Dispose();
        return null;
    }

    /// <summary>Copies the part file of an earlier run, unless a command still uses it.</summary>
    /// <param name="leftover">The path of the earlier part file.</param>
    /// <param name="address">The current address of the file; null for a file that is not downloaded.</param>
    /// <param name="options">The largest file, and whether to overwrite an existing file.</param>
    /// <param name="cancellationToken">Cancels the copy.</param>
    public async Task TakeAsync(
        string leftover, Uri? address, SunoMediaOptions options, CancellationToken cancellationToken)
    {
        FileStream source;
        try
        {
            if (FileEntry.IsLink(leftover) || FileEntry.IsLink(NoteOf(leftover)))
            {
                return;
            }

            // Read and write access: opening a named pipe only for reading would wait for its writer.
            source = Open(leftover, FileMode.Open, OwnShare);
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            return;
        }

        using (source)
        {
            PartState? state = ReadNote(leftover);
            if (source.CanSeek && source.Length > Length && source.Length <= options.MaximumBytes
                && address is not null && state?.Address == MediaAddress.Shown(address)
                && (state.HasValidator || (state.IsWhole && !options.Overwrite))
                && await IsOfAsync(source, state, cancellationToken).ConfigureAwait(false))
            {
                await CopyAsync(source, state, cancellationToken).ConfigureAwait(false);
            }

            // Before it is unlocked: after that, the command that has just created it could lock it.
            Delete(leftover);
            Delete(NoteOf(leftover));
        }
    }

    /// <summary>Discards all bytes.</summary>
    public void Restart()
    {
        State = null;
        IsWhole = false;
        Truncate(0);
        DeleteNote();
    }

    /// <summary>Restarts the file with the headers of a new response.</summary>
    public void Begin(PartState state)
    {
        Restart();
        State = state;
        if (state.HasValidator)
        {
            WriteNote();
        }
    }

    /// <summary>Appends bytes.</summary>
    public async ValueTask AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await _stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            Length += bytes.Length;
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            throw MediaErrors.FromFile(exception, _path);
        }
    }

    /// <summary>Flushes every byte to the disk.</summary>
    public void Complete()
    {
        MediaErrors.Guard(_path, () => _stream.Flush(flushToDisk: true));
        IsWhole = true;
    }

    /// <summary>Renames the complete file to its final name while it is locked. Dispose it to unlock it.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="overwrite">True to overwrite an existing file.</param>
    /// <param name="time">The clock for waits.</param>
    /// <param name="cancellationToken">Cancels retries of the rename.</param>
    /// <returns>False if the file exists and must not be overwritten.</returns>
    public async Task<bool> TryMoveToAsync(
        string path, bool overwrite, TimeProvider time, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        while (true)
        {
            try
            {
                Show(_path);
                if (FileEntry.IsDanglingLink(path))
                {
                    File.Delete(path);
                }

                File.Move(_path, path, overwrite);
                break;
            }
            catch (IOException) when (!overwrite && FileEntry.Exists(path))
            {
                return false;
            }
            catch (Exception exception) when (MediaErrors.IsOfFile(exception))
            {
                if (exception is DirectoryNotFoundException or FileNotFoundException
                    || time.GetElapsedTime(start) >= LongestRename)
                {
                    throw MediaErrors.FromRename(exception, path);
                }
            }

            await Task.Delay(RenameInterval, time, cancellationToken).ConfigureAwait(false);
        }

        _isMoved = true;
        DeleteNote();
        return true;
    }

    /// <summary>Closes the file, and deletes it unless it has its final name.</summary>
    /// <param name="keep">True to keep it if a later run can use it.</param>
    public void Abandon(bool keep)
    {
        if (_isMoved)
        {
            return;
        }

        try
        {
            if (keep && IsWhole && State is not null)
            {
                State = State with { IsWhole = true };
                WriteNote();
            }

            _stream.Dispose();
        }
        catch (Exception exception) when (exception is SunoApiException || MediaErrors.IsOfFile(exception))
        {
            // The failed write has already reported the full disk.
            _stream.Dispose();
            keep = false;
        }

        if (keep && Length > 0 && State is { HasValidator: true } or { IsWhole: true })
        {
            Hide(_path);
            return;
        }

        Delete(_path);
        DeleteNote();
    }

    public void Dispose() => _stream.Dispose();

    /// <summary>
    /// Windows renames an open file only if it is shared for deletion. Other systems lock only unshared files.
    /// </summary>
    private static FileShare OwnShare => IsWindows ? FileShare.Read | FileShare.Delete : FileShare.None;

    private static FileStream Open(string path, FileMode mode, FileShare share) =>
        new(path, mode, FileAccess.ReadWrite, share, bufferSize: 0);

    private static string NoteOf(string path) => path + ".json";

    /// <summary>Deletes the unusable part file. If that fails too, the first error is reported.</summary>
    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
        }
    }

    /// <summary>Sets the hidden attribute on Windows, where a leading dot does not hide a file.</summary>
    private static void Hide(string path) => SetHidden(path, isHidden: true);

    private static void Show(string path) => SetHidden(path, isHidden: false);

    private static void SetHidden(string path, bool isHidden)
    {
        if (!IsWindows)
        {
            return;
        }

        try
        {
            FileAttributes others = File.GetAttributes(path) & ~FileAttributes.Hidden;
            File.SetAttributes(path, isHidden ? others | FileAttributes.Hidden : others);
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            // The file system does not support the attribute.
        }
    }

    private static PartState? ReadNote(string path)
    {
        string note = NoteOf(path);
        try
        {
            return File.Exists(note) && new FileInfo(note).Length <= LargestNote
                ? JsonSerializer.Deserialize(File.ReadAllBytes(note), MediaJson.Default.PartState)
                : null;
        }
        catch (Exception exception) when (exception is JsonException || MediaErrors.IsOfFile(exception))
        {
            return null;
        }
    }

    /// <summary>True if a part file begins with the bytes that its note describes.</summary>
    private static async Task<bool> IsOfAsync(FileStream source, PartState state, CancellationToken cancellationToken)
    {
        byte[] head = new byte[Math.Min(source.Length, Math.Max(0, state.HeadLength))];
        await source
            .ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return head.Length == state.HeadLength && PartState.DigestOf(head) == state.HeadDigest;
    }

    private async Task CopyAsync(FileStream source, PartState state, CancellationToken cancellationToken)
    {
        source.Position = 0;
        Truncate(0);
        try
        {
            await source.CopyToAsync(_stream, CopyBufferLength, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            throw MediaErrors.FromFile(exception, _path);
        }

        // The last byte is requested again, so that the host can confirm the version.
        long known = state.HasValidator ? (state.Length ?? long.MaxValue) - 1 : long.MaxValue;
        Truncate(Math.Min(_stream.Length, known));
        State = state with { IsWhole = false };
        IsWhole = !state.HasValidator;
        WriteNote();
    }

    private void Truncate(long length) => MediaErrors.Guard(_path, () =>
    {
        _stream.SetLength(length);
        _stream.Position = length;
        Length = length;
    });

    private void WriteNote()
    {
        DeleteNote();
        MediaErrors.Guard(NotePath, () =>
        {
            using FileStream note = Open(NotePath, FileMode.CreateNew, FileShare.None);
            _hasNote = true;
            note.Write(JsonSerializer.SerializeToUtf8Bytes(State!, MediaJson.Default.PartState));
        });
        Hide(NotePath);
    }

    private void DeleteNote()
    {
        if (_hasNote)
        {
            Delete(NotePath);
            _hasNote = false;
        }
    }
}
