using System.Text.Json;

namespace SunoPS;

/// <summary>
/// A file that is not whole yet, under a hidden name in the folder where it is to be; beside it stands what its host said of it, so that a later run
/// can go on where this one ended.
/// </summary>
internal sealed class PartFile : IDisposable
{
    /// <summary>A note of what a host said is a few hundred bytes; anything larger is of somebody else.</summary>
    private const int LargestNote = 64 * 1024;

    private readonly string _path;
    private readonly FileStream _stream;

    private PartFile(string path, FileStream stream)
    {
        _path = path;
        _stream = stream;
    }

    /// <summary>How many bytes are there.</summary>
    public long Length { get; private set; }

    /// <summary>What the host said of the file; null where nothing can be made of the bytes that are there.</summary>
    public PartState? State { get; private set; }

    private string NotePath => _path + ".json";

    /// <summary>Opens the part of a file, with what an earlier run left of it.</summary>
    /// <param name="folder">Where the file is to be.</param>
    /// <param name="key">What tells the file from others.</param>
    /// <param name="address">Where it comes from now; null for what comes from nowhere, and is begun anew.</param>
    /// <exception cref="SunoApiException">It cannot be opened (<see cref="SunoErrorKind.FileError"/>).</exception>
    public static PartFile Open(string folder, string key, Uri? address)
    {
        string path = PathOf(folder, key);
        PartFile part = Guard(path, () => new PartFile(path, new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0)));
        try
        {
            PartState? state = part.ReadNote();
            long length = part._stream.Length;
            if (address is not null && length > 0 && state is { HasValidator: true } && state.Address == MediaAddress.Shown(address))
            {
                // A last byte is left to ask for, so that the host can say whether the rest is still right.
                part.State = state;
                part.Truncate(Math.Min(length, (state.Length ?? long.MaxValue) - 1));
            }
            else
            {
                part.Restart();
            }

            return part;
        }
        catch
        {
            part.Abandon(keep: false);
            throw;
        }
    }

    /// <summary>The name of the part of a file.</summary>
    public static string PathOf(string folder, string key) => Path.Combine(folder, $".sunops-{MediaNameTemplate.Digest(key)}.part");

    /// <summary>Throws away what is there.</summary>
    public void Restart()
    {
        State = null;
        Truncate(0);
        Guard(NotePath, () => File.Delete(NotePath));
    }

    /// <summary>Begins anew with what a host says of the file.</summary>
    public void Begin(PartState state)
    {
        Restart();
        State = state;
        if (state.HasValidator)
        {
            Guard(NotePath, () => File.WriteAllBytes(NotePath, JsonSerializer.SerializeToUtf8Bytes(state, MediaJson.Default.PartState)));
        }
    }

    /// <summary>Adds bytes at the end.</summary>
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

    /// <summary>Adds bytes that are there already.</summary>
    public void Append(byte[] bytes) => Guard(_path, () =>
    {
        _stream.Write(bytes);
        Length += bytes.Length;
    });

    /// <summary>Makes sure that every byte is on the disk, and closes the file.</summary>
    public void Complete() => Guard(_path, () =>
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
    });

    /// <summary>Gives the whole file its name.</summary>
    /// <returns>False where there is a file of that name, which is not to be overwritten.</returns>
    public bool TryMoveTo(string path, bool overwrite)
    {
        try
        {
            File.Move(_path, path, overwrite);
        }
        catch (IOException) when (!overwrite && File.Exists(path) && File.Exists(_path))
        {
            return false;
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            throw MediaErrors.FromFile(exception, path);
        }

        Delete(NotePath);
        return true;
    }

    /// <summary>Closes the file before it is whole.</summary>
    /// <param name="keep">True to leave it for a later run, where that can go on with it.</param>
    public void Abandon(bool keep)
    {
        try
        {
            _stream.Dispose();
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            // A full disk is told by the write that failed.
            keep = false;
        }

        if (!keep || Length == 0 || State is not { HasValidator: true })
        {
            Delete(_path);
            Delete(NotePath);
        }
    }

    public void Dispose() => _stream.Dispose();

    private static T Guard<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            throw MediaErrors.FromFile(exception, path);
        }
    }

    private static void Guard(string path, Action work) => Guard(path, () =>
    {
        work();
        return true;
    });

    /// <summary>Takes away what is of no use any more. Where that fails too, the first error is the one to tell.</summary>
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

    private void Truncate(long length) => Guard(_path, () =>
    {
        _stream.SetLength(length);
        _stream.Position = length;
        Length = length;
    });

    private PartState? ReadNote()
    {
        try
        {
            return File.Exists(NotePath) && new FileInfo(NotePath).Length <= LargestNote
                ? JsonSerializer.Deserialize(File.ReadAllBytes(NotePath), MediaJson.Default.PartState)
                : null;
        }
        catch (Exception exception) when (exception is JsonException || MediaErrors.IsOfFile(exception))
        {
            return null;
        }
    }
}
