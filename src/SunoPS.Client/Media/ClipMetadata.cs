using System.Globalization;
using System.Text.Json;

namespace SunoPS;

/// <summary>What is known of a clip, under the names that its properties have in PowerShell.</summary>
internal sealed record ClipMetadata
{
    public string? ClipId { get; init; }

    public string? TaskId { get; init; }

    public int? Index { get; init; }

    public string? Title { get; init; }

    public SunoClipStatus Status { get; init; }

    public string? Duration { get; init; }

    public string? Tags { get; init; }

    public string? Prompt { get; init; }

    public string? GptDescriptionPrompt { get; init; }

    public string? ModelName { get; init; }

    public string? MajorModelVersion { get; init; }

    public string? AudioUrl { get; init; }

    public string? VideoUrl { get; init; }

    public string? ImageUrl { get; init; }

    public string? ImageLargeUrl { get; init; }

    public DateTimeOffset? CreateTime { get; init; }

    public JsonElement? AdditionalProperties { get; init; }

    public static ClipMetadata Of(SunoMediaSource clip) => new()
    {
        ClipId = NullIfEmpty(clip.ClipId),
        TaskId = NullIfEmpty(clip.TaskId),
        Index = clip.Index > 0 ? clip.Index : null,
        Title = clip.Title,
        Status = clip.Status,
        Duration = clip.Duration?.ToString("c", CultureInfo.InvariantCulture),
        Tags = clip.Tags,
        Prompt = clip.Prompt,
        GptDescriptionPrompt = clip.GptDescriptionPrompt,
        ModelName = clip.ModelName,
        MajorModelVersion = clip.MajorModelVersion,
        AudioUrl = clip.AudioUrl,
        VideoUrl = clip.VideoUrl,
        ImageUrl = clip.ImageUrl,
        ImageLargeUrl = clip.ImageLargeUrl,
        CreateTime = clip.CreateTime,
        AdditionalProperties = Parse(clip.AdditionalProperties),
    };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    /// <summary>The JSON; null for what is none, such as a column of another tool.</summary>
    private static JsonElement? Parse(string? json)
    {
        try
        {
            using JsonDocument? document = json is null ? null : JsonDocument.Parse(json);
            return document?.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
