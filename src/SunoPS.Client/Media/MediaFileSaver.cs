namespace SunoPS;

/// <summary>Executes one plan: looks for the file, downloads or writes it, and renames it.</summary>
/// <param name="transport">Sends the requests.</param>
/// <param name="options">The kinds of media, the folder and the names.</param>
/// <param name="files">Finds existing files.</param>
/// <param name="received">Receives the number of bytes of each read.</param>
/// <param name="time">The clock for waits.</param>
/// <param name="log">Receives the retries.</param>
internal sealed class MediaFileSaver(
    MediaTransport transport,
    SunoMediaOptions options,
    SavedFiles files,
    Action<int> received,
    TimeProvider time,
    RequestLog log)
{
    private readonly PartFolder _parts = new(options.Folder);

    /// <summary>Saves a file.</summary>
    /// <returns>The file or an error.</returns>
    /// <exception cref="OperationCanceledException">Saving was canceled.</exception>
    public async Task<SunoMediaResult> SaveAsync(SunoMediaPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            MediaErrors.Guard(options.Folder, () => Directory.CreateDirectory(options.Folder));
            return plan.Address is null
                ? await SaveTextAsync(plan, cancellationToken).ConfigureAwait(false)
                : await SaveMediaAsync(plan, plan.Media!.Value, cancellationToken).ConfigureAwait(false);
        }
        catch (SunoApiException error)
        {
            return new SunoMediaResult(plan, error);
        }
    }

    private async Task<SunoMediaResult> SaveMediaAsync(
        SunoMediaPlan plan, SunoMedia media, CancellationToken cancellationToken)
    {
        var download = new MediaDownload(transport, plan, options, received, time, log);
        string stem = plan.Stem;
        if (!options.Overwrite)
        {
            string? existing = files.Find(stem, MediaFormat.ExtensionsOf(media));
            if (existing is not null && !plan.IsOwn
                && !await download.IsSameAsync(existing, cancellationToken).ConfigureAwait(false))
            {
                stem = plan.OwnStem;
                existing = files.Find(stem, MediaFormat.ExtensionsOf(media));
            }

            if (existing is not null)
            {
                return new SunoMediaResult(plan, existing, wasThere: true);
            }
        }

        string key = $"{media} {plan.Clip.IsBeingMade} {plan.Clip.Key}";
        using PartFile part = await _parts
            .OpenAsync(key, plan.Address, options, cancellationToken).ConfigureAwait(false);
        bool isKept = false;
        try
        {
            string extension = part.IsWhole
                ? part.State!.Extension
                : await download.FetchAsync(part, cancellationToken).ConfigureAwait(false);
            part.Complete();
            isKept = true;
            SunoMediaResult result = await MoveAsync(part, plan, [stem, plan.OwnStem], extension, cancellationToken)
                .ConfigureAwait(false);
            isKept = false;
            return result;
        }
        catch (Exception exception) when (
            exception is OperationCanceledException or SunoApiException { IsTransient: true })
        {
            isKept = true;
            throw;
        }
        finally
        {
            part.Abandon(isKept);
        }
    }

    /// <summary>Writes a file from the clip, without a download.</summary>
    private async Task<SunoMediaResult> SaveTextAsync(SunoMediaPlan plan, CancellationToken cancellationToken)
    {
        ClipText text = ClipText.Of(plan);
        if (!options.Overwrite)
        {
            foreach (string stem in (string[])[plan.Stem, plan.OwnStem])
            {
                if (files.Find(stem, text.Extension) is { } path && (stem == plan.OwnStem || text.IsSame(path)))
                {
                    return new SunoMediaResult(plan, path, wasThere: true);
                }
            }
        }

        string key = $"{text.Extension} {plan.Clip.Key}";
        using PartFile part = await _parts
            .OpenAsync(key, address: null, options, cancellationToken).ConfigureAwait(false);
        try
        {
            await part.AppendAsync(text.Content, cancellationToken).ConfigureAwait(false);
            part.Complete();
            return await MoveAsync(part, plan, [plan.Stem, plan.OwnStem], text.Extension, cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            part.Abandon(keep: false);
        }
    }

    /// <summary>Renames a part file to the first available name.</summary>
    private async Task<SunoMediaResult> MoveAsync(
        PartFile part, SunoMediaPlan plan, string[] stems, string extension, CancellationToken cancellationToken)
    {
        string path = "";
        foreach (string stem in stems)
        {
            path = Path.Combine(options.Folder, stem + extension);
            if (await part.TryMoveToAsync(path, options.Overwrite, time, cancellationToken).ConfigureAwait(false))
            {
                return new SunoMediaResult(plan, path, wasThere: false);
            }
        }

        // Another command has saved the same clip meanwhile.
        return new SunoMediaResult(plan, path, wasThere: true);
    }
}
