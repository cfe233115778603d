using System.Text.Json.Serialization;

namespace SunoPS;

/// <summary>The body of a request for music. Null properties are omitted.</summary>
internal sealed record MusicRequest
{
    [JsonPropertyName("gpt_description_prompt")]
    public string? Description { get; init; }

    [JsonPropertyName("prompt")]
    public string? Prompt { get; init; }

    [JsonPropertyName("title")]
    public string? Title { get; init; }

    [JsonPropertyName("tags")]
    public string? Tags { get; init; }

    [JsonPropertyName("negative_tags")]
    public string? NegativeTags { get; init; }

    [JsonPropertyName("make_instrumental")]
    public bool MakeInstrumental { get; init; }

    [JsonPropertyName("mv")]
    public string? Model { get; init; }

    [JsonPropertyName("task_id")]
    public string? TaskId { get; init; }

    [JsonPropertyName("continue_clip_id")]
    public string? ContinueClipId { get; init; }

    [JsonPropertyName("continue_at")]
    public double? ContinueAt { get; init; }

    [JsonPropertyName("notify_hook")]
    public string? NotifyHook { get; init; }
}

/// <summary>The body of a request for lyrics.</summary>
/// <param name="Prompt">The subject of the lyrics.</param>
/// <param name="NotifyHook">The address for notifications; omitted if null.</param>
internal sealed record LyricsRequest(
    [property: JsonPropertyName("prompt")] string Prompt,
    [property: JsonPropertyName("notify_hook")] string? NotifyHook);

/// <summary>The body of a request to join clips.</summary>
/// <param name="ClipId">The last clip.</param>
/// <param name="IsInfill">Whether the clip fills a gap in another clip.</param>
internal sealed record ConcatRequest(
    [property: JsonPropertyName("clip_id")] string ClipId,
    [property: JsonPropertyName("is_infill")] bool IsInfill);
