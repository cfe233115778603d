using System.Text.Json.Serialization;

namespace SunoPS.Benchmarks.Floor;

internal abstract class FloorConverter<T> : JsonConverter<T>
{
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}

/// <summary>Reads Unix seconds as a local time; 0 is null.</summary>
internal sealed class FloorTimeConverter : FloorConverter<DateTime?>
{
    public override DateTime? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetInt64() is not 0 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds).LocalDateTime : null;
}

internal sealed class FloorDurationConverter : FloorConverter<TimeSpan?>
{
    public override TimeSpan? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? TimeSpan.FromSeconds(reader.GetDouble()) : null;
}

internal sealed class FloorTaskStatusConverter : FloorConverter<SunoTaskStatus>
{
    public override SunoTaskStatus Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.ValueTextEquals("SUCCESS"u8) ? SunoTaskStatus.Success
        : reader.ValueTextEquals("FAILURE"u8) ? SunoTaskStatus.Failure
        : reader.ValueTextEquals("IN_PROGRESS"u8) ? SunoTaskStatus.InProgress
        : reader.ValueTextEquals("QUEUED"u8) ? SunoTaskStatus.Queued
        : reader.ValueTextEquals("SUBMITTED"u8) ? SunoTaskStatus.Submitted
        : reader.ValueTextEquals("NOT_START"u8) ? SunoTaskStatus.NotStart
        : SunoTaskStatus.Unknown;
}

internal sealed class FloorClipStatusConverter : FloorConverter<SunoClipStatus>
{
    public override SunoClipStatus Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.ValueTextEquals("complete"u8) ? SunoClipStatus.Complete
        : reader.ValueTextEquals("streaming"u8) ? SunoClipStatus.Streaming
        : reader.ValueTextEquals("error"u8) ? SunoClipStatus.Error
        : reader.ValueTextEquals("queued"u8) ? SunoClipStatus.Queued
        : reader.ValueTextEquals("submitted"u8) ? SunoClipStatus.Submitted
        : SunoClipStatus.Unknown;
}
