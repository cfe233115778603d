using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SunoPS.Media;

/// <summary>What is written beside media, by generated code.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(PartState))]
[JsonSerializable(typeof(ClipMetadata))]
internal sealed partial class MediaJson : JsonSerializerContext
{
    /// <summary>Letters of every language as they are: people read these files.</summary>
    public static MediaJson Readable { get; } = new(new JsonSerializerOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    });
}

/// <summary>What a host said of a file whose beginning has been read.</summary>
internal sealed record PartState
{
    /// <summary>The address, without its query.</summary>
    public required string Address { get; init; }

    /// <summary>Its strong <c>ETag</c>; null where it has none.</summary>
    public string? ETag { get; init; }

    /// <summary>Its <c>Last-Modified</c>, where there is no ETag and it tells one edition from the next; else null.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>How many bytes the whole has; null where the host did not say.</summary>
    public long? Length { get; init; }

    /// <summary>What the name of the whole has to end in.</summary>
    public required string Extension { get; init; }

    /// <summary>True where it can be told later whether the file is still the same.</summary>
    [JsonIgnore]
    public bool HasValidator => ETag is not null || LastModified is not null;
}

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
        Duration = clip.Duration?.ToString("c", System.Globalization.CultureInfo.InvariantCulture),
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
