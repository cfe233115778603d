using System.Text.Json.Serialization;

namespace SunoPS.Benchmarks.Floor;

/// <summary>Reads Unix seconds as a local time; 0 is null.</summary>
internal sealed class FloorTimeConverter : JsonConverter<DateTime?>
{
    public override DateTime? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetInt64() is not 0 and var seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds).LocalDateTime : null;

    public override void Write(Utf8JsonWriter writer, DateTime? value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}

internal sealed class FloorDurationConverter : JsonConverter<TimeSpan?>
{
    public override TimeSpan? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number ? TimeSpan.FromSeconds(reader.GetDouble()) : null;

    public override void Write(Utf8JsonWriter writer, TimeSpan? value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}

internal sealed class FloorTaskStatusConverter : JsonConverter<SunoTaskStatus>
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

    public override void Write(Utf8JsonWriter writer, SunoTaskStatus value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}

internal sealed class FloorClipStatusConverter : JsonConverter<SunoClipStatus>
{
    public override SunoClipStatus Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.ValueTextEquals("complete"u8) ? SunoClipStatus.Complete
        : reader.ValueTextEquals("streaming"u8) ? SunoClipStatus.Streaming
        : reader.ValueTextEquals("error"u8) ? SunoClipStatus.Error
        : reader.ValueTextEquals("queued"u8) ? SunoClipStatus.Queued
        : reader.ValueTextEquals("submitted"u8) ? SunoClipStatus.Submitted
        : SunoClipStatus.Unknown;

    public override void Write(Utf8JsonWriter writer, SunoClipStatus value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}
