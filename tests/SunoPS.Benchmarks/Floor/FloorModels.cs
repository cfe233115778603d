using System.Text.Json.Serialization;

namespace SunoPS.Benchmarks.Floor;

// Only the nested shape of one gateway: the minimum for a generated reader of the same fields.

internal sealed record FloorRequest(
    [property: JsonPropertyName("ids")] string[] Ids, [property: JsonPropertyName("action")] string Action);

internal sealed record FloorAnswer<T>(string Code, string Message, T Data);

internal sealed record FloorTask
{
    public string TaskId { get; init; } = "";

    public string? NotifyHook { get; init; }

    public string? Action { get; init; }

    public SunoTaskStatus Status { get; init; }

    public string? FailReason { get; init; }

    [JsonConverter(typeof(FloorTimeConverter))]
    public DateTime? SubmitTime { get; init; }

    [JsonConverter(typeof(FloorTimeConverter))]
    public DateTime? StartTime { get; init; }

    [JsonConverter(typeof(FloorTimeConverter))]
    public DateTime? FinishTime { get; init; }

    public string? Progress { get; init; }

    public FloorClip[]? Data { get; init; }
}

internal sealed record FloorClip
{
    public string Id { get; init; } = "";

    public string? Title { get; init; }

    public SunoClipStatus Status { get; init; }

    public FloorMetadata? Metadata { get; init; }

    public string? AudioUrl { get; init; }

    public string? ImageUrl { get; init; }

    public string? VideoUrl { get; init; }

    public string? ModelName { get; init; }

    public string? ImageLargeUrl { get; init; }

    public string? MajorModelVersion { get; init; }
}

internal sealed record FloorMetadata
{
    public string? Tags { get; init; }

    public string? Prompt { get; init; }

    [JsonConverter(typeof(FloorDurationConverter))]
    public TimeSpan? Duration { get; init; }

    public string? ErrorType { get; init; }

    public string? ErrorMessage { get; init; }

    public string? AudioPromptId { get; init; }

    public string? GptDescriptionPrompt { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(FloorTaskStatusConverter), typeof(FloorClipStatusConverter)])]
[JsonSerializable(typeof(FloorRequest))]
[JsonSerializable(typeof(FloorAnswer<FloorTask>))]
[JsonSerializable(typeof(FloorAnswer<FloorTask[]>))]
internal sealed partial class FloorJsonContext : JsonSerializerContext;
