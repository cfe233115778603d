using System.Text;

namespace SunoPS;

/// <summary>
/// A locked file that is written beside the final one, and deleted unless it gets its name. The name until then is new
/// and unpredictable, so it never follows a link, and never belongs to two commands.
/// </summary>
internal sealed class PartFile : IDisposable
{
    private const string Prefix = ".sunops-";
    private const string Extension = ".part";

    /// <summary>The age at which the part file of a process that ended early is removed.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(1);

    private readonly string _path;
    private readonly FileStream _stream;
    private bool _isMoved;

    public PartFile(string folder)
    {
        _path = Path.Combine(folder, $"{Prefix}{Guid.NewGuid():N}{Extension}");
        _stream = new FileStream(_path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
    }

    public long Length { get; private set; }

    /// <summary>Writes a text file as UTF-8, completely or not at all. Creates its folder.</summary>
    public static void Write(string path, string text, bool overwrite) => MediaErrors.Guard(path, () =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var part = new PartFile(Path.GetDirectoryName(path)!);
        byte[] content = Encoding.UTF8.GetBytes(text);
        part.Append(content, content.Length);
        part.Complete();
        if (!part.TryMove(path, overwrite))
        {
            throw MediaErrors.Exists(path);
        }
    });

    /// <summary>Removes part files of processes that ended early. Some folders cannot be listed.</summary>
    public static void RemoveLeftovers(string folder, DateTimeOffset now) => Try(() =>
    {
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles($"{Prefix}*{Extension}")
            .Where(file => now - file.LastWriteTimeUtc > MaxAge))
        {
            TryDelete(file.FullName);
        }
    });

    public void Restart() => MediaErrors.Guard(_path, () => _stream.SetLength(Length = 0));

    public void Append(byte[] buffer, int count) => MediaErrors.Guard(_path, () =>
    {
        _stream.Write(buffer, 0, count);
        Length += count;
    });

    /// <summary>Writes every byte to the disk, and unlocks the file.</summary>
    public void Complete()
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
    }

    /// <returns>False if the name is taken and must not be overwritten.</returns>
    public bool TryMove(string path, bool overwrite)
    {
        // Another program can remove it, or put something else in its place.
        if (new FileInfo(_path) is not { Exists: true } file || file.Length != Length
            || file.ResolveLinkTarget(returnFinalTarget: false) is not null)
        {
            throw new FileNotFoundException(null, _path);
        }

        if (overwrite)
        {
            File.Move(_path, path, overwrite: true);
        }

        return _isMoved = overwrite || FinalName.TryTake(_path, path);
    }

    /// <summary>True if a file has the same content as this one, which is complete.</summary>
    public bool HasContentOf(string path) => ExistingFiles.AreEqual(path, _path);

    /// <summary>Closes the file, and deletes it unless it has its final name.</summary>
    public void Dispose()
    {
        try
        {
            _stream.Dispose();
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            // .NET Framework retries the failed write on dispose; the first error is reported.
        }

        if (!_isMoved)
        {
            TryDelete(_path);
        }
    }

    /// <summary>Deletes a file. One that is in use, or belongs to another user, is removed by a later run.</summary>
    public static void TryDelete(string path) => Try(() => File.Delete(path));

    private static void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            // Best effort.
        }
    }
}
