namespace SunoPS;

/// <summary>Makes one file of a plan: finds out whether it is there, has it downloaded, and gives it its name.</summary>
internal sealed class MediaFileSaver(MediaTransport transport, SunoMediaOptions options, Action<int> received, IProgress<SunoRequestEvent>? listener)
{
    /// <summary>The file, or the error that stands in its place.</summary>
    /// <exception cref="OperationCanceledException">The work was given up.</exception>
    public async Task<SunoMediaResult> SaveAsync(SunoMediaPlan plan, CancellationToken cancellationToken)
    {
        try
        {
            CreateFolder();
            return plan.Media is null ? MetadataFile.Save(plan, options) : await SaveMediaAsync(plan, plan.Media.Value, cancellationToken).ConfigureAwait(false);
        }
        catch (SunoApiException error)
        {
            return new SunoMediaResult(plan, error);
        }
    }

    private void CreateFolder()
    {
        try
        {
            Directory.CreateDirectory(options.Folder);
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            throw MediaErrors.FromFile(exception, options.Folder);
        }
    }

    private async Task<SunoMediaResult> SaveMediaAsync(SunoMediaPlan plan, SunoMedia media, CancellationToken cancellationToken)
    {
        var download = new MediaDownload(transport, plan, options, received, listener);
        string stem = plan.Stem;
        if (!options.Overwrite)
        {
            string? existing = MediaPlanner.FindExisting(options.Folder, stem, media);
            if (existing is not null && !plan.IsOwn && !await download.IsSameAsync(existing, cancellationToken).ConfigureAwait(false))
            {
                stem = plan.OwnStem;
                existing = MediaPlanner.FindExisting(options.Folder, stem, media);
            }

            if (existing is not null)
            {
                return new SunoMediaResult(plan, existing, wasThere: true);
            }
        }

        string key = $"{media} {plan.Source.IsBeingMade} {plan.Source.Key}";
        using PartFile part = PartFile.Open(options.Folder, key, plan.Address);
        bool isResumable = false;
        bool isMoved = false;
        try
        {
            string extension = await download.FetchAsync(part, cancellationToken).ConfigureAwait(false);
            part.Complete();
            foreach (string name in (string[])[stem, plan.OwnStem])
            {
                string path = Path.Combine(options.Folder, name + extension);
                isMoved = part.TryMoveTo(path, options.Overwrite);
                if (isMoved)
                {
                    return new SunoMediaResult(plan, path, wasThere: false);
                }
            }

            // Somebody else was faster with the same clip.
            return new SunoMediaResult(plan, Path.Combine(options.Folder, plan.OwnStem + extension), wasThere: true);
        }
        catch (Exception exception) when (exception is OperationCanceledException or SunoApiException { IsTransient: true })
        {
            isResumable = true;
            throw;
        }
        finally
        {
            if (!isMoved)
            {
                part.Abandon(isResumable);
            }
        }
    }
}
