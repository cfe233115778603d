using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>Executes one plan: downloads or writes the file, and renames it.</summary>
internal sealed class MediaFileWriter(SunoMediaOptions options, TimeProvider time, RequestLog log) : IDisposable
{
    /// <summary>Virus scanners and media players open files for a moment, so that a rename fails.</summary>
    private const int MaxRenameRetries = 10;

    private static readonly TimeSpan RenameInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>The folders whose leftovers are removed.</summary>
    private readonly ConcurrentDictionary<string, bool> _prepared = new(StringComparer.Ordinal);

    /// <summary>Connections to a host that one gateway allows are not used for another.</summary>
    private readonly ConcurrentDictionary<GatewayNetwork, MediaTransport> _transports = [];

    private readonly ConcurrentDictionary<string, bool> _written = new(StringComparer.Ordinal);
    private long _received;

    public long Received => Interlocked.Read(ref _received);

    public async Task<SunoMediaResult> SaveAsync(
        SunoMediaPlan plan, GatewayNetwork gateway, CancellationToken cancellationToken)
    {
        string folder = Prepare(plan);
        MediaDownload? download = plan.Address is null ? null : new(
            _transports.GetOrAdd(gateway, key => new MediaTransport(options, key, log)),
            plan, options, count => Interlocked.Add(ref _received, count), time, log);

        // A file with the planned name may belong to another clip, unless the name is unique.
        string[] others = download is null || options.Overwrite || plan.BasePath == plan.UniqueBasePath
            ? []
            : [.. ExistingFiles.Find(plan.BasePath, plan.Extensions)];
        if (others.Length > 0 && await download!.FindLengthAsync(cancellationToken).ConfigureAwait(false) is { } length
            && Array.Find(others, path => ExistingFiles.LengthOf(path) == length) is { } same)
        {
            return new SunoMediaResult(plan, same, WasThere: true);
        }

        byte[] content = download is null ? ContentOf(plan) : [];
        using var part = new PartFile(folder);
        part.Append(content, content.Length);
        string extension = download is null
            ? plan.Extensions[0]
            : await download.FetchAsync(part, cancellationToken).ConfigureAwait(false);
        part.Complete();
        return await MoveAsync(part, plan, extension, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (MediaTransport transport in _transports.Values)
        {
            transport.Dispose();
        }
    }

    /// <summary>The lyrics or the metadata, which need no download.</summary>
    private static byte[] ContentOf(SunoMediaPlan plan) => plan.Media == SunoMedia.Lyrics
        ? Encoding.UTF8.GetBytes(plan.Clip.Prompt!)
        : JsonSerializer.SerializeToUtf8Bytes(plan.Clip, MediaJson.Readable.SunoClip);

    private string Prepare(SunoMediaPlan plan)
    {
        string folder = Path.GetDirectoryName(plan.BasePath)!;
        string path = options.Folder;
        Directory.CreateDirectory(path);
        string below = folder.Length > path.Length ? folder[path.Length..] : "";
        foreach (string name in below.Split([Path.DirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries))
        {
            path = Path.Combine(path, name);
            if (Directory.CreateDirectory(path).LinkTarget is not null)
            {
                throw MediaErrors.LinkedFolder(path);
            }
        }

        if (_prepared.TryAdd(folder, true))
        {
            PartFile.RemoveLeftovers(folder, time.GetUtcNow());
        }

        return folder;
    }

    /// <summary>Gives a part file the first available name.</summary>
    private async Task<SunoMediaResult> MoveAsync(
        PartFile part, SunoMediaPlan plan, string extension, CancellationToken cancellationToken)
    {
        string unique = plan.UniqueBasePath + extension;
        string named = plan.NamedPath + extension;
        if (!options.Overwrite && plan.Address is not null && plan.NamedPath != plan.BasePath
            && !_written.ContainsKey(named) && part.HasContentOf(named))
        {
            // In an earlier run, the clip came first.
            return new SunoMediaResult(plan, named, WasThere: true);
        }

        foreach (string path in (string[])[plan.BasePath + extension, unique])
        {
            // The host did not tell the length of an equal file, or another command has saved the clip meanwhile.
            bool isMoved = await TryMoveAsync(part, path, options.Overwrite, cancellationToken).ConfigureAwait(false);
            if (isMoved || part.HasContentOf(path))
            {
                _written.TryAdd(path, true);
                return new SunoMediaResult(plan, path, WasThere: !isMoved);
            }
        }

        // The name that only this clip has is its file, unless that is empty.
        bool wasThere = ExistingFiles.LengthOf(unique) > 0
            || !await TryMoveAsync(part, unique, overwrite: true, cancellationToken).ConfigureAwait(false);
        return new SunoMediaResult(plan, unique, wasThere);
    }

    private async Task<bool> TryMoveAsync(
        PartFile part, string path, bool overwrite, CancellationToken cancellationToken)
    {
        for (int retries = 0; ; retries++)
        {
            try
            {
                return part.TryMove(path, overwrite);
            }
            catch (Exception exception) when (MediaErrors.IsOfFile(exception))
            {
                if (exception is DirectoryNotFoundException or FileNotFoundException || retries == MaxRenameRetries)
                {
                    throw MediaErrors.FromRename(exception, path);
                }

                await Task.Delay(RenameInterval, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
