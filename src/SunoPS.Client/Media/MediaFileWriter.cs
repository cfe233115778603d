using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>Executes one plan: downloads or writes the file, and renames it.</summary>
/// <param name="options">The kinds of media, the folder and the names.</param>
/// <param name="received">Receives the number of bytes of each read.</param>
/// <param name="time">The clock for waits.</param>
/// <param name="log">Receives the retries.</param>
internal sealed class MediaFileWriter(
    SunoMediaOptions options, Action<int> received, TimeProvider time, RequestLog log)
{
    /// <summary>
    /// How often a failed rename is retried: virus scanners and media players open files for a moment.
    /// </summary>
    private const int MaxRenameRetries = 10;

    private static readonly TimeSpan RenameInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>The folders whose leftovers are removed.</summary>
    private readonly ConcurrentDictionary<string, bool> _prepared = new(StringComparer.Ordinal);

    public async Task<SunoMediaResult> SaveAsync(
        SunoMediaPlan plan, MediaTransport transport, CancellationToken cancellationToken)
    {
        string folder = Prepare(plan);
        byte[]? content = plan.Address is null ? ContentOf(plan) : null;
        MediaDownload? download = content is null ? new(transport, plan, options, received, time, log) : null;
        if (await FindSameAsync().ConfigureAwait(false) is { } same)
        {
            return new SunoMediaResult(plan, same, wasThere: true);
        }

        using var part = new PartFile(folder);
        string extension = plan.Extensions[0];
        if (download is not null)
        {
            extension = await download.FetchAsync(part, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            part.Append(content!, content!.Length);
        }

        part.Complete();
        return await MoveAsync(part, plan, extension, cancellationToken).ConfigureAwait(false);

        // A file with the planned name may belong to another clip, unless the name is unique.
        async Task<string?> FindSameAsync()
        {
            string[] others = options.Overwrite || plan.BasePath == plan.UniqueBasePath
                ? []
                : [.. ExistingFiles.Find(plan.BasePath, plan.Extensions)];
            long? length = others.Length > 0 && download is not null
                ? await download.FindLengthAsync(cancellationToken).ConfigureAwait(false)
                : null;
            return Array.Find(others, path => content is null
                ? ExistingFiles.LengthOf(path) == length
                : ExistingFiles.HasContent(path, content));
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
        MediaErrors.Guard(path, () => Directory.CreateDirectory(path));
        string below = folder.Length > path.Length ? folder[path.Length..] : "";
        foreach (string name in below.Split([Path.DirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries))
        {
            // Before anything is created in it.
            path = Path.Combine(path, name);
            if (Directory.Exists(path) && new DirectoryInfo(path).LinkTarget is not null)
            {
                throw MediaErrors.LinkedFolder(path);
            }

            MediaErrors.Guard(path, () => Directory.CreateDirectory(path));
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
        foreach (string path in (string[])[plan.BasePath + extension, unique])
        {
            if (await TryMoveAsync(part, path, options.Overwrite, cancellationToken).ConfigureAwait(false))
            {
                return new SunoMediaResult(plan, path, wasThere: false);
            }
        }

        // Another command has saved the same clip meanwhile, unless the file is empty.
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
            }

            await Task.Delay(RenameInterval, time, cancellationToken).ConfigureAwait(false);
        }
    }
}
