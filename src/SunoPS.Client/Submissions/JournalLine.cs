using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SunoPS;

/// <summary>One line of the journal: a whole entry, about to be sent or with its outcome.</summary>
internal sealed record JournalLine
{
    private string? _content;

    /// <summary>The id of the entry; its newest line counts.</summary>
    public required string Id { get; init; }

    /// <summary>The time just before it was sent.</summary>
    public required DateTimeOffset Time { get; init; }

    public required SunoSubmissionState State { get; init; }

    public string? TaskId { get; init; }

    public string? Error { get; init; }

    public string? Gateway { get; init; }

    public string? BaseUri { get; init; }

    public string? Kind { get; init; }

    public string? Action { get; init; }

    public string? Name { get; init; }

    /// <summary>The body of the request, with the key masked.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>The members of other versions.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>The gateway and the sent content: two submissions with equal content are charged twice.</summary>
    [JsonIgnore]
    public string Content => _content ??= $"{Gateway}\n{BaseUri}\n{Kind}\n{Body?.GetRawText()}";

    /// <summary>Parses a line.</summary>
    /// <returns>Null for a truncated or unknown line.</returns>
    public static JournalLine? TryParse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var line = JsonSerializer.Deserialize(utf8, JournalJson.Readable.JournalLine);
            return line is not { Id.Length: > 0 } ? null
                : line.More is null || line.Body is not null ? line
                : line with { Body = EarlierJournal.BodyOf(line.More) };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Serializes the line as UTF-8, with a line break at its end.</summary>
    public byte[] ToUtf8() =>
        [.. JsonSerializer.SerializeToUtf8Bytes(this, JournalJson.Readable.JournalLine), (byte)'\n'];

    /// <summary>Returns the entry as a later line of it says.</summary>
    public JournalLine MergedWith(JournalLine later)
    {
        JournalLine content = later.Kind is null ? this : later;
        JournalLine outcome = later.State == SunoSubmissionState.Pending ? this : later;
        return content with { State = outcome.State, TaskId = outcome.TaskId, Error = outcome.Error };
    }

    /// <summary>Returns the entry for users.</summary>
    public SunoSubmissionRecord ToRecord() => new()
    {
        SubmitTime = Time.LocalDateTime,
        State = State,
        Kind = Kind,
        Name = Name,
        TaskId = TaskId,
        Gateway = Gateway,
        Description = Text("gpt_description_prompt"),
        Lyrics = Kind == SunoMusicSubmission.KindName ? Text("prompt") : null,
        Title = Text("title"),
        Tag = Text("tags"),
        NegativeTag = Text("negative_tags"),
        Instrumental = Flag("make_instrumental"),
        Model = Text("mv"),
        ContinueClipId = Text("continue_clip_id"),
        ContinueAt = Seconds("continue_at"),
        ContinueTaskId = Text("task_id"),
        Prompt = Kind == SunoLyricsSubmission.KindName ? Text("prompt") : null,
        ClipId = Text("clip_id"),
        Infill = Flag("is_infill"),
        NotifyHook = Text("notify_hook"),
        Error = Error,
        Action = Action,
        EntryId = Id,
    };

    private JsonElement Member(string name) =>
        Body is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty(name, out JsonElement value)
            ? value
            : default;

    private string? Text(string name)
    {
        JsonElement value = Member(name);
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // Another program wrote a text that is not valid Unicode.
            return value.GetRawText();
        }
    }

    private bool? Flag(string name) => Member(name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private TimeSpan? Seconds(string name) =>
        Member(name) is { ValueKind: JsonValueKind.Number } value
        && value.TryGetDouble(out double seconds)
        && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;
}

/// <summary>Generated serialization of lines of the journal.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JournalLine))]
internal sealed partial class JournalJson : JsonSerializerContext
{
    /// <summary>
    /// Options for files that people read: does not escape non-ASCII letters, but escapes control characters.
    /// </summary>
    public static JournalJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new SubmissionStateConverter() },
    });
}

/// <summary>Reads and writes states by their names. Rejects numbers and unknown names.</summary>
internal sealed class SubmissionStateConverter : JsonConverter<SunoSubmissionState>
{
    public override SunoSubmissionState Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType != JsonTokenType.String ? throw new JsonException()
        : reader.ValueTextEquals(EarlierJournal.Pending) ? SunoSubmissionState.Pending
        : Enum.TryParse(reader.GetString(), out SunoSubmissionState state)
            && reader.ValueTextEquals(state.ToString()) ? state
        : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, SunoSubmissionState value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
