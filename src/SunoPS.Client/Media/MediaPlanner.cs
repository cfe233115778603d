namespace SunoPS;

/// <summary>Decides which files a clip needs, and names them. Sends no requests.</summary>
internal sealed class MediaPlanner(SunoMediaOptions options)
{
    /// <summary>The suffix of a file that is saved before its clip is complete.</summary>
    private const string StreamingSuffix = " (streaming)";

    private readonly MediaNameTemplate _template = MediaNameTemplate.Parse(options.NameTemplate);
    private readonly Dictionary<string, (int Number, bool IsBeingMade)> _clips = new(StringComparer.Ordinal);

    /// <summary>The visible parts of the paths so far, without extension; many file systems ignore case.</summary>
    private readonly HashSet<string> _basePaths = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns of all clips so far: a row can lack one that others have.</summary>
    private readonly HashSet<string> _columns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Plans the files of a clip; none if it, or the complete clip, was planned before.</summary>
    public IEnumerable<SunoMediaPlan> Plan(MediaSource source)
    {
        SunoClip clip = source.Clip;
        _columns.UnionWith(source.Columns.Keys);
        _template.CheckFields(_columns);
        bool isKnown = _clips.TryGetValue(clip.Key, out (int Number, bool IsBeingMade) seen);
        if (isKnown && (!seen.IsBeingMade || clip.IsBeingMade))
        {
            yield break;
        }

        int number = isKnown ? seen.Number : _clips.Count + 1;
        _clips[clip.Key] = (number, clip.IsBeingMade);
        if (clip.IsBeingMade && !options.IncludeStreaming)
        {
            yield return new SunoMediaPlan(source, media: null) { Error = NotReady(clip) };
            yield break;
        }

        (string Named, string Base, string Unique) paths = PathsOf(source with { Number = number });

        // A song without lyrics is complete.
        foreach (SunoMedia media in options.Media.Distinct().Where(media => media == SunoMedia.Lyrics
            ? !source.IsSong || !string.IsNullOrWhiteSpace(clip.Prompt)
            : source.IsSong))
        {
            yield return PlanMedia(source, media, paths);
        }

        if (source.IsSong && options.Metadata)
        {
            yield return PlanFile(source, media: null, paths, address: null, ".json");
        }
    }

    /// <summary>Reserves the path to use, and one that only this clip has, both without extension.</summary>
    private (string Named, string Base, string Unique) PathsOf(MediaSource source)
    {
        SunoClip clip = source.Clip;
        string suffix = clip.IsBeingMade ? StreamingSuffix : "";
        string path = PathOf(suffix);
        string[] candidates = [PathOf($" {clip.UniqueId}{suffix}"), PathOf($" {ClipMedia.Digest(clip.Key)}{suffix}")];
        if (_template.HasClipId && clip.IsIdentifiedBy(path[options.Folder.Length..]))
        {
            candidates = [path, .. candidates];
        }

        string unique = Array.Find(candidates, name => !_basePaths.Contains(KeyOf(name))) ?? candidates[^1];
        string own = _template.HasClipId || _basePaths.Contains(KeyOf(path)) ? unique : path;
        _basePaths.UnionWith([KeyOf(own), KeyOf(unique)]);
        return (_template.HasClipId ? unique : path, own, unique);

        string KeyOf(string name) => SafeFileName.Visible(name[options.Folder.Length..]);

        string PathOf(string end) => Path.Combine(
            options.Folder, _template.NameOf(source, end).Replace('/', Path.DirectorySeparatorChar));
    }

    private SunoMediaPlan PlanMedia(
        MediaSource source, SunoMedia media, (string Named, string Base, string Unique) paths)
    {
        try
        {
            Uri? address = media == SunoMedia.Lyrics ? null : AddressOf(source.Clip, media);
            return address is null && string.IsNullOrWhiteSpace(source.Clip.Prompt)
                ? throw Missing(source.Clip, "lyrics")
                : PlanFile(source, media, paths, address, MediaFormat.Expected(media, address));
        }
        catch (SunoApiException error)
        {
            return new SunoMediaPlan(source, media) { Error = error };
        }
    }

    private static Uri AddressOf(SunoClip clip, SunoMedia media)
    {
        string kind = media.ToString().ToLowerInvariant();
        Uri address = MediaAddress.Parse(clip.AddressOf(media) ?? throw Missing(clip, $"{kind} address"));
        return MediaAddress.IsPlaceholder(address)
            ? throw new SunoApiException(
                SunoErrorKind.MediaNotFound,
                $"The {kind} of the clip is withheld or missing: {MediaAddress.Shown(address)} is a placeholder. "
                + "Fetching the task again does not change it")
            : address;
    }

    private SunoMediaPlan PlanFile(
        MediaSource source, SunoMedia? media, (string Named, string Base, string Unique) paths, Uri? address,
        string extension)
    {
        IReadOnlyList<string> extensions = media is { } kind ? MediaFormat.ExtensionsOf(kind) : [extension];
        string? existing = options.Overwrite ? null : ExistingFiles.Find(paths.Unique, extensions).FirstOrDefault();
        return new SunoMediaPlan(source, media)
        {
            Address = address,
            Extensions = extensions,
            NamedPath = paths.Named,
            BasePath = paths.Base,
            UniqueBasePath = paths.Unique,
            ExistingPath = existing,
            Path = existing ?? paths.Base + extension,
        };
    }

    private static SunoApiException NotReady(SunoClip clip)
    {
        bool hasFailed = clip.Task?.Status == SunoTaskStatus.Failure;
        string reason = clip.Task?.FailReason is { } text ? $": {text}" : "";
        Remedy remedy = hasFailed ? Remedy.SaveIncomplete
            : clip.Task is { IsCompleted: true } ? Remedy.FetchLater
            : Remedy.WaitForTask;
        return new SunoApiException(
            SunoErrorKind.MediaNotReady,
            $"The clip is not complete{StatusOf(clip)}{(hasFailed ? $". Its task failed{reason}" : "")}",
            remedy);
    }

    private static SunoApiException Missing(SunoClip clip, string what)
    {
        string why = DisplayText.Quote(clip.ErrorMessage, KeyMask.None) is { } reason ? $": {reason}" : "";
        return new SunoApiException(
            SunoErrorKind.MediaNotFound,
            $"The clip has no {what}{StatusOf(clip)}{why}",
            clip.Status == SunoClipStatus.Error ? Remedy.None : Remedy.OmitMedia);
    }

    private static string StatusOf(SunoClip clip) =>
        DisplayText.Quote(clip.StatusWord, KeyMask.None) is { } status ? $" (status {status})" : "";
}
