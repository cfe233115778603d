using System.Globalization;

namespace SunoPS;

/// <summary>What saving needs to know of a clip, whether it comes as a <see cref="SunoClip"/> or was read back from a file.</summary>
public sealed record SunoMediaSource
{
    /// <summary>The clip's own id; empty when not known.</summary>
    public string ClipId { get; init; } = "";

    /// <summary>The id of the task that made the clip; empty when not known.</summary>
    public string TaskId { get; init; } = "";

    /// <summary>The clip's place in its task, from 1; 0 when not known.</summary>
    public int Index { get; init; }

    /// <summary>The title; null when empty.</summary>
    public string? Title { get; init; }

    /// <summary>How far the clip is.</summary>
    public SunoClipStatus Status { get; init; }

    /// <summary>The length of the audio; null when not known.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The style tags; null when empty.</summary>
    public string? Tags { get; init; }

    /// <summary>The lyrics that are sung, or the text they were made from; null when empty.</summary>
    public string? Prompt { get; init; }

    /// <summary>The description that the song was made from; null when empty.</summary>
    public string? GptDescriptionPrompt { get; init; }

    /// <summary>The model; null when empty.</summary>
    public string? ModelName { get; init; }

    /// <summary>The model's major version; null when empty.</summary>
    public string? MajorModelVersion { get; init; }

    /// <summary>Address of the audio; null when empty.</summary>
    public string? AudioUrl { get; init; }

    /// <summary>Address of the video; null when empty.</summary>
    public string? VideoUrl { get; init; }

    /// <summary>Address of the cover; null when empty.</summary>
    public string? ImageUrl { get; init; }

    /// <summary>Address of the large cover; null when empty.</summary>
    public string? ImageLargeUrl { get; init; }

    /// <summary>What made the clip fail, in the gateway's words; null when empty.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>When the clip was made, local time; null when not known.</summary>
    public DateTime? CreateTime { get; init; }

    /// <summary>Every other field that the gateway sent, as JSON; null when not known.</summary>
    public string? AdditionalProperties { get; init; }

    /// <summary>The object that errors and results are about; null for the source itself.</summary>
    public object? Target { get; init; }

    /// <summary>True while the gateway still makes the clip: its audio is a live stream, or not there.</summary>
    internal bool IsBeingMade => Status is SunoClipStatus.Submitted or SunoClipStatus.Queued or SunoClipStatus.Streaming;

    /// <summary>What tells this clip from every other.</summary>
    internal string Key =>
        ClipId.Length > 0 ? "clip " + ClipId
        : TaskId.Length > 0 && Index > 0 ? string.Create(CultureInfo.InvariantCulture, $"task {TaskId} {Index}")
        : $"address {AudioUrl ?? VideoUrl ?? ImageLargeUrl ?? ImageUrl}";

    /// <summary>What saving needs to know of a clip.</summary>
    /// <param name="clip">The clip.</param>
    /// <returns>The source, with the clip as its <see cref="Target"/>.</returns>
    public static SunoMediaSource From(SunoClip clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        return new SunoMediaSource
        {
            ClipId = clip.ClipId,
            TaskId = clip.TaskId,
            Index = clip.Index,
            Title = clip.Title,
            Status = clip.Status,
            Duration = clip.Duration,
            Tags = clip.Tags,
            Prompt = clip.Prompt,
            GptDescriptionPrompt = clip.GptDescriptionPrompt,
            ModelName = clip.ModelName,
            MajorModelVersion = clip.MajorModelVersion,
            AudioUrl = clip.AudioUrl,
            VideoUrl = clip.VideoUrl,
            ImageUrl = clip.ImageUrl,
            ImageLargeUrl = clip.ImageLargeUrl,
            ErrorMessage = clip.ErrorMessage,
            CreateTime = clip.CreateTime,
            AdditionalProperties = clip.AdditionalProperties.Count > 0 ? clip.AdditionalProperties.ToString() : null,
            Target = clip,
        };
    }

    /// <summary>The address of a media as the gateway sent it; null where there is none.</summary>
    internal string? AddressOf(SunoMedia media)
    {
        string? address = media switch
        {
            SunoMedia.Audio => AudioUrl,
            SunoMedia.Video => VideoUrl,
            _ => string.IsNullOrWhiteSpace(ImageLargeUrl) ? ImageUrl : ImageLargeUrl,
        };
        return string.IsNullOrWhiteSpace(address) ? null : address.Trim();
    }
}
