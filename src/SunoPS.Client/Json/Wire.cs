using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace SunoPS;

/// <summary>A task as sent. A property takes a value of any JSON type; names match in any case.</summary>
internal sealed class WireTask
{
    public RawValue TaskId { get; set; }
    public RawValue Action { get; set; }
    public RawValue Status { get; set; }
    public RawValue Progress { get; set; }
    public RawValue FailReason { get; set; }
    public RawValue SubmitTime { get; set; }
    public RawValue StartTime { get; set; }
    public RawValue FinishTime { get; set; }
    public RawValue NotifyHook { get; set; }
    public RawValue Quota { get; set; }
    public WireContent<WireClip>? Data { get; set; }
    public WireContent<WireClip>? Clips { get; set; }
    public WireContent<WireClip>? Response { get; set; }

    [JsonPropertyName("sunoData")]
    public WireContent<WireClip>? SunoData { get; set; }

    [JsonExtensionData]
    public RawMembers? Others { get; set; }

    /// <summary>True if there is a field that only tasks have.</summary>
    [JsonIgnore]
    public bool IsCertain => Action.Exists || FailReason.Exists || SubmitTime.Exists || StartTime.Exists
        || FinishTime.Exists || NotifyHook.Exists;
}

/// <summary>The fields that a clip has itself or in its <c>metadata</c>.</summary>
internal class WireMetadata
{
    public RawValue Title { get; set; }
    public RawValue Duration { get; set; }
    public RawValue Tags { get; set; }
    public RawValue Prompt { get; set; }
    public RawValue GptDescriptionPrompt { get; set; }
    public RawValue ModelName { get; set; }
    public RawValue Mv { get; set; }
    public RawValue MajorModelVersion { get; set; }
    public RawValue AudioUrl { get; set; }
    public RawValue StreamAudioUrl { get; set; }
    public RawValue Cld2AudioUrl { get; set; }
    public RawValue VideoUrl { get; set; }
    public RawValue ImageUrl { get; set; }
    public RawValue ImageLargeUrl { get; set; }
    public RawValue ErrorType { get; set; }
    public RawValue ErrorMessage { get; set; }
    public RawValue State { get; set; }
    public RawValue Msg { get; set; }
    public RawValue Message { get; set; }
    public RawValue AudioPromptId { get; set; }
    public RawValue ContinueClipId { get; set; }
    public RawValue ContinueAt { get; set; }
    public RawValue NegativeTags { get; set; }
    public RawValue PersonaId { get; set; }
    public RawValue CoverClipId { get; set; }
    public RawValue MakeInstrumental { get; set; }
    public RawValue Handle { get; set; }
    public RawValue PlayCount { get; set; }
    public RawValue UpvoteCount { get; set; }

    [JsonExtensionData]
    public RawMembers? Others { get; set; }

    /// <summary>The whole object.</summary>
    [JsonIgnore]
    public RawValue Whole { get; set; }
}

/// <summary>A clip as sent. Lyrics look like it until their text is found.</summary>
internal sealed class WireClip : WireMetadata
{
    public RawValue Id { get; set; }
    public RawValue ClipId { get; set; }
    public RawValue TaskId { get; set; }
    public RawValue Status { get; set; }
    public WireContent<WireMetadata>? Metadata { get; set; }
    public RawValue CreateTime { get; set; }
    public RawValue CreatedAt { get; set; }
    public RawValue UpdateTime { get; set; }
    public RawValue UpdatedAt { get; set; }
    public RawValue Text { get; set; }

    /// <summary>True if there is a field that only clips have.</summary>
    [JsonIgnore]
    public bool IsCertain => IsDistinct || Duration.Exists || GptDescriptionPrompt.Exists || ModelName.Exists
        || Mv.Exists || MajorModelVersion.Exists || AudioPromptId.Exists || ContinueClipId.Exists || ContinueAt.Exists;

    /// <summary>True if there is a field that only clips have, and no row of a usage log.</summary>
    [JsonIgnore]
    public bool IsDistinct => ClipId.Exists || Metadata is not null || AudioUrl.Exists || StreamAudioUrl.Exists
        || Cld2AudioUrl.Exists || VideoUrl.Exists || ImageUrl.Exists || ImageLargeUrl.Exists;

    /// <summary>True if there is a field that clips have, and other objects too.</summary>
    [JsonIgnore]
    public bool IsPossible => Id.Exists || TaskId.Exists || Title.Exists || Status.Exists || Tags.Exists
        || Prompt.Exists || ErrorType.Exists || ErrorMessage.Exists || State.Exists || Msg.Exists || Message.Exists
        || CreateTime.Exists || CreatedAt.Exists || UpdateTime.Exists || UpdatedAt.Exists;
}

/// <summary>The result of a lyrics task as sent.</summary>
internal sealed class WireLyrics
{
    public RawValue Id { get; set; }
    public RawValue Title { get; set; }
    public RawValue Text { get; set; }
    public RawValue Tags { get; set; }
    public RawValue Status { get; set; }
    public RawValue ErrorMessage { get; set; }

    [JsonExtensionData]
    public RawMembers? Others { get; set; }
}

/// <summary>Objects where the protocol has them, alone or in an array, or anything else in their place.</summary>
internal sealed class WireContent<T>
    where T : WireMetadata
{
    /// <summary>The whole value.</summary>
    public RawValue Whole { get; set; }

    /// <summary>The objects.</summary>
    public List<T> Items { get; } = [];

    /// <summary>True if there is anything beside the objects that is not empty.</summary>
    public bool HasOthers { get; set; }

    /// <summary>The only object; null if there is none, or anything else.</summary>
    public T? Only => Items is [var only] && !HasOthers ? only : null;
}

/// <summary>Generated code for the wire types.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    PropertyNameCaseInsensitive = true,
    Converters =
        [typeof(RawValueConverter), typeof(MemberConverter), typeof(ClipsConverter), typeof(MetadataConverter)])]
[JsonSerializable(typeof(WireTask))]
[JsonSerializable(typeof(WireClip))]
[JsonSerializable(typeof(WireContent<WireClip>), TypeInfoPropertyName = "Content")]
[JsonSerializable(typeof(WireLyrics))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>Reads the value at the reader's position, in one pass.</summary>
    public static T Read<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type) =>
        ((JsonConverter<T>)type.Converter).Read(ref reader, typeof(T), Default.Options)!;

    /// <summary>Reads the value at the beginning of a text.</summary>
    public static T Read<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type)
    {
        var reader = new Utf8JsonReader(utf8, JsonText.ReaderOptions);
        reader.Read();
        return Read(ref reader, type);
    }
}

/// <summary>Takes any value for a property.</summary>
internal sealed class RawValueConverter : JsonConverter<RawValue>
{
    public override bool HandleNull => true;

    public override RawValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RawValue.Skip(ref reader);

    public override void Write(Utf8JsonWriter writer, RawValue value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}

/// <summary>Takes any value for a member without a property.</summary>
internal sealed class MemberConverter : JsonConverter<object>
{
    public override object Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        RawValue.Skip(ref reader);

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
        throw new NotSupportedException();
}

/// <summary>Reads objects alone or in an array.</summary>
internal abstract class ContentConverter<T>(Func<JsonTypeInfo<T>> type) : JsonConverter<WireContent<T>>
    where T : WireMetadata
{
    private const int MaximumItems = 10_000;
    private const int MaximumBytes = 8 * 1024 * 1024;

    public override bool HandleNull => true;

    [MethodImpl(ReaderPreparation.Optimized)]
    public override WireContent<T> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var content = new WireContent<T>();
        int start = (int)reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                AddTo(content, ref reader);
                if (content.Items.Count > MaximumItems || reader.BytesConsumed - start > MaximumBytes)
                {
                    throw new InvalidDataException("a task with more than 10,000 clips or 8 MiB");
                }
            }
        }
        else
        {
            AddTo(content, ref reader);
        }

        content.Whole = RawValue.Since(start, ref reader);
        return content;
    }

    public override void Write(Utf8JsonWriter writer, WireContent<T> value, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    private void AddTo(WireContent<T> content, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            int start = (int)reader.TokenStartIndex;
            T item = WireJson.Read(ref reader, type());
            item.Whole = RawValue.Since(start, ref reader);
            content.Items.Add(item);
        }
        else
        {
            content.HasOthers |= reader.TokenType != JsonTokenType.Null
                && !(reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty);
            reader.Skip();
        }
    }
}

/// <summary>Reads the <c>data</c> of a task.</summary>
internal sealed class ClipsConverter() : ContentConverter<WireClip>(static () => WireJson.Default.WireClip);

/// <summary>Reads the <c>metadata</c> of a clip.</summary>
internal sealed class MetadataConverter() : ContentConverter<WireMetadata>(static () => WireJson.Default.WireMetadata);
