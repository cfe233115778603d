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

    public WireContent? Data { get; set; }

    [JsonExtensionData]
    public RawMembers? Others { get; set; }

    /// <summary>True if there is a field that only tasks have.</summary>
    [JsonIgnore]
    public bool IsCertain => Action.Exists || Progress.Exists || FailReason.Exists || SubmitTime.Exists
        || StartTime.Exists || FinishTime.Exists || NotifyHook.Exists;
}

/// <summary>A clip as sent, or the <c>metadata</c> of one. Lyrics look like it until their text is found.</summary>
internal sealed class WireClip
{
    public RawValue Id { get; set; }

    public RawValue ClipId { get; set; }

    public RawValue TaskId { get; set; }

    public RawValue Title { get; set; }

    public RawValue Status { get; set; }

    public WireContent? Metadata { get; set; }

    public RawValue Duration { get; set; }

    public RawValue Tags { get; set; }

    public RawValue Prompt { get; set; }

    public RawValue GptDescriptionPrompt { get; set; }

    public RawValue ModelName { get; set; }

    public RawValue Mv { get; set; }

    public RawValue MajorModelVersion { get; set; }

    public RawValue AudioUrl { get; set; }

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

    public RawValue CreateTime { get; set; }

    public RawValue CreatedAt { get; set; }

    public RawValue UpdateTime { get; set; }

    public RawValue UpdatedAt { get; set; }

    public RawValue Text { get; set; }

    [JsonExtensionData]
    public RawMembers? Others { get; set; }

    /// <summary>The whole object.</summary>
    [JsonIgnore]
    public RawValue Whole { get; set; }

    /// <summary>True if there is a field that only clips have.</summary>
    [JsonIgnore]
    public bool IsCertain => ClipId.Exists || Metadata is not null || Duration.Exists || GptDescriptionPrompt.Exists
        || ModelName.Exists || Mv.Exists || MajorModelVersion.Exists || AudioUrl.Exists || VideoUrl.Exists
        || ImageUrl.Exists || ImageLargeUrl.Exists || AudioPromptId.Exists || ContinueClipId.Exists
        || ContinueAt.Exists;

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
internal sealed class WireContent
{
    /// <summary>The whole value.</summary>
    public RawValue Whole { get; set; }

    /// <summary>The objects.</summary>
    public List<WireClip> Items { get; } = [];

    /// <summary>True if there is anything beside the objects that is not empty.</summary>
    public bool HasOthers { get; set; }

    /// <summary>The fields of the only object; none otherwise.</summary>
    public WireClip? Only => Items is [var only] && !HasOthers ? only : null;
}

/// <summary>Generated code for the wire types.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    PropertyNameCaseInsensitive = true,
    Converters = [typeof(RawValueConverter), typeof(MemberConverter), typeof(ContentConverter)])]
[JsonSerializable(typeof(WireTask))]
[JsonSerializable(typeof(WireClip))]
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
internal sealed class ContentConverter : JsonConverter<WireContent>
{
    private const int MaximumItems = 10_000;
    private const int MaximumBytes = 8 * 1024 * 1024;

    public override WireContent Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var content = new WireContent();
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

    public override void Write(Utf8JsonWriter writer, WireContent value, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    private static void AddTo(WireContent content, ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            int start = (int)reader.TokenStartIndex;
            WireClip clip = WireJson.Read(ref reader, WireJson.Default.WireClip);
            clip.Whole = RawValue.Since(start, ref reader);
            content.Items.Add(clip);
        }
        else
        {
            content.HasOthers |= reader.TokenType != JsonTokenType.Null
                && !(reader.TokenType == JsonTokenType.String && reader.ValueSpan.IsEmpty);
            reader.Skip();
        }
    }
}
