using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SunoPS;

/// <summary>
/// One line of the journal: a submission about to be sent (<see cref="SunoSubmissionState.Sent"/>), or its outcome.
/// </summary>
internal sealed record JournalLine
{
    public required string Id { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required SunoSubmissionState State { get; init; }

    public string? TaskId { get; init; }

    public string? Error { get; init; }

    public string? Gateway { get; init; }

    public string? BaseUri { get; init; }

    public string? Kind { get; init; }

    public string? Action { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Lyrics { get; init; }

    public string? Title { get; init; }

    public string? Tag { get; init; }

    public string? NegativeTag { get; init; }

    public bool? Instrumental { get; init; }

    public string? Model { get; init; }

    public string? ContinueClipId { get; init; }

    /// <summary>The position in seconds.</summary>
    public double? ContinueAt { get; init; }

    public string? ContinueTaskId { get; init; }

    public string? Prompt { get; init; }

    public string? ClipId { get; init; }

    public bool? Infill { get; init; }

    public string? NotifyHook { get; init; }

    /// <summary>The gateway and the sent content: two submissions with equal content are charged twice.</summary>
    [JsonIgnore]
    public JournalLine Content => this with
    {
        Id = "", Time = default, State = default, TaskId = null, Error = null, Name = null,
    };

    /// <summary>Creates the line for a submission, with the key masked in all texts.</summary>
    public static JournalLine Of(SunoConnection connection, SunoSubmission submission, string id, DateTimeOffset time)
    {
        var line = new JournalLine
        {
            Id = id,
            Time = time,
            State = SunoSubmissionState.Sent,
            Gateway = connection.Gateway,
            BaseUri = connection.BaseUri.AbsoluteUri,
            Kind = submission.Kind,
            Action = submission.Action,
            Name = submission.Name,
            NotifyHook = submission.Hook,
        };
        return submission.Describe(line).Mask(connection.KeyMask);
    }

    /// <summary>Parses a line.</summary>
    /// <returns>Null for a truncated or unknown line.</returns>
    public static JournalLine? TryParse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, JournalJson.Readable.JournalLine);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Serializes the line as UTF-8, with a line break at its end.</summary>
    public byte[] ToUtf8()
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(this, JournalJson.Readable.JournalLine);
        return [.. json, (byte)'\n'];
    }

    public JournalLine Mask(KeyMask mask) => this with
    {
        TaskId = mask.Apply(TaskId),
        Error = mask.Apply(Error),
        Gateway = mask.Apply(Gateway),
        BaseUri = mask.Apply(BaseUri),
        Name = mask.Apply(Name),
        Description = mask.Apply(Description),
        Lyrics = mask.Apply(Lyrics),
        Title = mask.Apply(Title),
        Tag = mask.Apply(Tag),
        NegativeTag = mask.Apply(NegativeTag),
        Model = mask.Apply(Model),
        ContinueClipId = mask.Apply(ContinueClipId),
        ContinueTaskId = mask.Apply(ContinueTaskId),
        Prompt = mask.Apply(Prompt),
        ClipId = mask.Apply(ClipId),
        NotifyHook = mask.Apply(NotifyHook),
    };
}

/// <summary>Generated serialization of lines of the journal.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
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
    });
}
