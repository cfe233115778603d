namespace SunoPS;

/// <summary>Decides which files a clip needs, and names them. Sends no requests.</summary>
internal sealed class MediaPlanner(SunoMediaOptions options, ExistingFiles files)
{
    /// <summary>The suffix of a file that is saved before its clip is complete.</summary>
    private const string StreamingSuffix = " (streaming)";

    private readonly MediaNameTemplate _template = MediaNameTemplate.Parse(options.NameTemplate);
    private readonly HashSet<string> _clips = new(StringComparer.Ordinal);
    /// <summary>Names of files so far; many file systems ignore case.</summary>
    private readonly HashSet<string> _stems = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Plans the files of a clip, in the order of the requested media; none for a clip that was planned before.
    /// </summary>
    public IEnumerable<SunoMediaPlan> Plan(SunoClip clip, object target) =>
        Plan(clip, target, options.Media, options.Metadata);

    private IEnumerable<SunoMediaPlan> Plan(
        SunoClip clip, object target, IEnumerable<SunoMedia> wanted, bool metadata)
    {
        if (!_clips.Add(clip.Key))
        {
            yield break;
        }

        if (clip.IsBeingMade && !options.IncludeStreaming)
        {
            yield return new SunoMediaPlan(clip, target, media: null)
            {
                Error = NotReady(clip),
            };
            yield break;
        }

        string suffix = clip.IsBeingMade ? StreamingSuffix : "";
        string own = _template.StemOf(clip, $" {MediaNameTemplate.OwnId(clip)}{suffix}");
        string stem = _template.StemOf(clip, suffix);
        if (_template.Identifies(clip, stem))
        {
            own = stem;
        }
        else if (_stems.Contains(stem))
        {
            stem = own;
        }

        _stems.Add(stem);
        foreach (SunoMedia media in wanted.Distinct())
        {
            yield return media == SunoMedia.Lyrics
                ? PlanLyrics(clip, target, stem, own)
                : PlanMedia(clip, target, media, stem, own);
        }

        if (metadata)
        {
            yield return PlanFile(
                clip, target, media: null, stem, own, address: null, ClipText.MetadataExtension);
        }
    }

    /// <summary>Plans the file for the result of a lyrics task.</summary>
    public IEnumerable<SunoMediaPlan> Plan(SunoLyrics lyrics, object target)
    {
        var clip = new SunoClip
        {
            ClipId = lyrics.Id ?? "",
            TaskId = lyrics.TaskId,
            Index = 1,
            Title = lyrics.Title,
            Tags = lyrics.Tags,
            Prompt = lyrics.Text,
            Status = lyrics.Status,
            ErrorMessage = lyrics.ErrorMessage,
        };
        return options.Media.Contains(SunoMedia.Lyrics) ? Plan(clip, target, [SunoMedia.Lyrics], metadata: false) : [];
    }

    private SunoMediaPlan PlanLyrics(SunoClip clip, object target, string stem, string own) =>
        string.IsNullOrWhiteSpace(clip.Prompt)
            ? new SunoMediaPlan(clip, target, SunoMedia.Lyrics)
            {
                Error = new SunoApiException(
                    SunoErrorKind.MediaNotFound, $"The clip has no lyrics (status {clip.Status}){WhyOf(clip)}",
                    Remedy.OmitMedia),
            }
            : PlanFile(
                clip, target, SunoMedia.Lyrics, stem, own, address: null,
                MediaFormat.ExtensionsOf(SunoMedia.Lyrics)[0]);

    private SunoMediaPlan PlanMedia(SunoClip clip, object target, SunoMedia media, string stem, string own)
    {
        try
        {
            Uri address = MediaAddress.Parse(clip.AddressOf(media) ?? throw NoAddress(clip, media));
            return PlanFile(clip, target, media, stem, own, address, MediaFormat.Expected(media, address));
        }
        catch (SunoApiException error)
        {
            return new SunoMediaPlan(clip, target, media) { Error = error };
        }
    }

    private SunoMediaPlan PlanFile(
        SunoClip clip, object target, SunoMedia? media, string stem, string own, Uri? address, string extension)
    {
        IReadOnlyList<string> extensions = media is { } kind ? MediaFormat.ExtensionsOf(kind) : [extension];
        string? existing = options.Overwrite || stem != own ? null : files.Find(stem, extensions).FirstOrDefault();
        return new SunoMediaPlan(clip, target, media)
        {
            Address = address,
            Extensions = extensions,
            Stem = stem,
            OwnStem = own,
            ExistingPath = existing,
            Path = existing ?? Path.Combine(options.Folder, stem + extension),
        };
    }

    private static SunoApiException NotReady(SunoClip clip)
    {
        (string why, Remedy remedy) = clip.Task switch
        {
            { Status: SunoTaskStatus.Failure, FailReason: { } reason } =>
                ($". Its task failed: {reason}", Remedy.SaveIncomplete),
            { Status: SunoTaskStatus.Failure } => (". Its task failed", Remedy.SaveIncomplete),
            { IsCompleted: true } => ("", Remedy.FetchLater),
            _ => ("", Remedy.WaitForTask),
        };
        return new SunoApiException(
            SunoErrorKind.MediaNotReady, $"The clip is not complete (status {clip.Status}){why}", remedy);
    }

    private static SunoApiException NoAddress(SunoClip clip, SunoMedia media)
    {
        string kind = media.ToString().ToLowerInvariant();
        return new SunoApiException(
            SunoErrorKind.MediaNotFound, $"The clip has no {kind} address (status {clip.Status}){WhyOf(clip)}",
            Remedy.OmitMedia);
    }

    private static string WhyOf(SunoClip clip) =>
        DisplayText.Quote(clip.ErrorMessage, KeyMask.None) is { } said ? $": {said}" : "";
}
