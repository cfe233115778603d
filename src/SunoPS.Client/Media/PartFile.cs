namespace SunoPS;

/// <summary>
/// A file that is being written, in the folder of the final file. Its name is new and unpredictable, so it never
/// follows a link, and never belongs to two commands. It is locked while it is written, and deleted unless it gets its
/// final name.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private const string Prefix = ".sunops-";
    private const string Extension = ".part";

    /// <summary>
    /// How long a failed rename is retried: virus scanners and media players open files for a moment.
    /// </summary>
    private static readonly TimeSpan MaxRename = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RenameInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>The age at which the part file of a process that ended early is removed.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(1);

    private readonly string _path;
    private readonly FileStream _stream;
    private bool _isMoved;

    /// <summary>Creates the file.</summary>
    /// <exception cref="SunoApiException">
    /// The file system returned an error (<see cref="SunoErrorKind.FileError"/>).
    /// </exception>
    public PartFile(string folder)
    {
        _path = Path.Combine(folder, $"{Prefix}{Guid.NewGuid():N}{Extension}");
        try
        {
            _stream = new FileStream(
                _path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            throw MediaErrors.FromFile(exception, _path);
        }
    }

    /// <summary>The current length in bytes.</summary>
    public long Length { get; private set; }

    /// <summary>Removes the part files of processes that ended before they could.</summary>
    /// <param name="folder">The full path of the folder.</param>
    /// <param name="now">The current time.</param>
    public static void RemoveLeftovers(string folder, DateTimeOffset now)
    {
        try
        {
            foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles($"{Prefix}*{Extension}"))
            {
                if (now - file.LastWriteTimeUtc > MaxAge)
                {
                    TryDelete(file.FullName);
                }
            }
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            // Creating a part file then fails too, and reports the reason.
        }
    }

    /// <summary>Discards all bytes.</summary>
    public void Restart() => MediaErrors.Guard(_path, () =>
    {
        _stream.SetLength(0);
        Length = 0;
    });

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

    /// <summary>Writes every byte to the disk, and unlocks the file.</summary>
    public void Complete() => MediaErrors.Guard(_path, () =>
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
    });

    /// <summary>Gives the complete file its final name.</summary>
    /// <param name="path">The full path.</param>
    /// <param name="overwrite">True to overwrite an existing file.</param>
    /// <param name="time">The clock for waits.</param>
    /// <param name="cancellationToken">Cancels retries.</param>
    /// <returns>False if the name is taken and must not be overwritten.</returns>
    public async Task<bool> TryMoveAsync(
        string path, bool overwrite, TimeProvider time, CancellationToken cancellationToken)
    {
        long start = time.GetTimestamp();
        while (true)
        {
            try
            {
                if (!overwrite)
                {
                    return _isMoved = FinalName.TryTake(_path, path);
                }

                File.Move(_path, path, overwrite: true);
                return _isMoved = true;
            }
            catch (Exception exception) when (MediaErrors.IsOfFile(exception))
            {
                if (exception is DirectoryNotFoundException or FileNotFoundException
                    || time.GetElapsedTime(start) >= MaxRename)
                {
                    throw MediaErrors.FromRename(exception, path);
                }
            }

            await Task.Delay(RenameInterval, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Closes the file, and deletes it unless it has its final name.</summary>
    public void Dispose()
    {
        try
        {
            _stream.Dispose();
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            // The last bytes do not fit on the disk, which is reported.
        }

        if (!_isMoved)
        {
            TryDelete(_path);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            // It is in use, or belongs to another user. A later run removes it.
        }
    }
}
