using System.Collections.Concurrent;

namespace SunoPS;

/// <summary>Executes one plan: looks for the file, downloads or writes it, and renames it.</summary>
/// <param name="transports">Send the requests.</param>
/// <param name="options">The kinds of media, the folder and the names.</param>
/// <param name="received">Receives the number of bytes of each read.</param>
/// <param name="time">The clock for waits.</param>
/// <param name="log">Receives the retries.</param>
internal sealed class MediaFileWriter(
    MediaTransports transports,
    SunoMediaOptions options,
    Action<int> received,
    TimeProvider time,
    RequestLog log)
{
    /// <summary>The folders whose leftovers are removed.</summary>
    private readonly ConcurrentDictionary<string, bool> _prepared = new(StringComparer.Ordinal);

    /// <summary>Saves a file.</summary>
    /// <returns>The file or an error.</returns>
    /// <exception cref="OperationCanceledException">Saving was canceled.</exception>
    public async Task<SunoMediaResult> SaveAsync(SunoMediaPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            string folder = Prepare(plan);
            return plan.Address is null
                ? await WriteAsync(plan, folder, cancellationToken).ConfigureAwait(false)
                : await DownloadAsync(plan, folder, cancellationToken).ConfigureAwait(false);
        }
        catch (SunoApiException error)
        {
            return new SunoMediaResult(plan, error);
        }
    }

    /// <summary>Creates the folder of a file.</summary>
    /// <returns>The full path of the folder.</returns>
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

    private async Task<SunoMediaResult> DownloadAsync(
        SunoMediaPlan plan, string folder, CancellationToken cancellationToken)
    {
        var download = new MediaDownload(transports.For(plan.Clip), plan, options, received, time, log);
        if (FindOwn(plan) is { } own)
        {
            return new SunoMediaResult(plan, own, wasThere: true);
        }

        string[] others = FindOthers(plan);
        if (others.Length > 0
            && await download.FindLengthAsync(cancellationToken).ConfigureAwait(false) is { } length
            && Array.Find(others, path => ExistingFiles.LengthOf(path) == length) is { } same)
        {
            return new SunoMediaResult(plan, same, wasThere: true);
        }

        using var part = new PartFile(folder);
        string extension = await download.FetchAsync(part, cancellationToken).ConfigureAwait(false);
        return await MoveAsync(part, plan, extension, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a file from the clip, without a download.</summary>
    private async Task<SunoMediaResult> WriteAsync(
        SunoMediaPlan plan, string folder, CancellationToken cancellationToken)
    {
        byte[] content = ClipText.Of(plan);
        if ((FindOwn(plan) ?? Array.Find(FindOthers(plan), path => ClipText.IsAt(path, content))) is { } existing)
        {
            return new SunoMediaResult(plan, existing, wasThere: true);
        }

        using var part = new PartFile(folder);
        await part.AppendAsync(content, cancellationToken).ConfigureAwait(false);
        return await MoveAsync(part, plan, plan.Extensions[0], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds a file that can only belong to the clip; null if there is none.</summary>
    private string? FindOwn(SunoMediaPlan plan) =>
        options.Overwrite ? null : ExistingFiles.Find(plan.UniqueBasePath, plan.Extensions).FirstOrDefault();

    /// <summary>Finds files with the planned name, which may belong to another clip.</summary>
    private string[] FindOthers(SunoMediaPlan plan) =>
        options.Overwrite || plan.IsUnique ? [] : [.. ExistingFiles.Find(plan.BasePath, plan.Extensions)];

    /// <summary>Gives a part file the first available name.</summary>
    private async Task<SunoMediaResult> MoveAsync(
        PartFile part, SunoMediaPlan plan, string extension, CancellationToken cancellationToken)
    {
        part.Complete();
        string unique = plan.UniqueBasePath + extension;
        foreach (string path in (string[])[plan.BasePath + extension, unique])
        {
            if (await TryMoveAsync(path, options.Overwrite).ConfigureAwait(false))
            {
                return new SunoMediaResult(plan, path, wasThere: false);
            }
        }

        // Another command has saved the same clip meanwhile, unless the file is empty.
        bool wasThere = ExistingFiles.LengthOf(unique) > 0;
        if (!wasThere)
        {
            await TryMoveAsync(unique, overwrite: true).ConfigureAwait(false);
        }

        return new SunoMediaResult(plan, unique, wasThere);

        Task<bool> TryMoveAsync(string path, bool overwrite) =>
            part.TryMoveAsync(path, overwrite, time, cancellationToken);
    }
}
