using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

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
    public required SunoJsonObject Body { get; init; }

    /// <summary>The caller's own columns, in order; null for none.</summary>
    public SunoJsonObject? Columns { get; init; }

    /// <summary>The gateway and the sent content: two submissions with equal content are charged twice.</summary>
    [JsonIgnore]
    public string Content => _content ??=
        $"{Gateway}\n{BaseUri}\n{Kind}\n{Regex.Replace($"{Body}", @"\\r\\n", @"\n")}";

    /// <summary>Parses a line.</summary>
    /// <returns>Null for a truncated or unknown line.</returns>
    public static JournalLine? TryParse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var line = JsonSerializer.Deserialize(utf8, JournalJson.Readable.JournalLine);
            return line is { Id.Length: > 0, Body: not null } ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Serializes the line as UTF-8, with a line break at its end.</summary>
    public byte[] ToUtf8() =>
        [.. JsonSerializer.SerializeToUtf8Bytes(this, JournalJson.Readable.JournalLine), (byte)'\n'];

    /// <summary>Returns the line that counts: the later one, unless it has no outcome.</summary>
    public JournalLine MergedWith(JournalLine later) => later.State == SunoSubmissionState.Pending ? this : later;

    /// <summary>Returns the task of an accepted entry, as it was right after the submission.</summary>
    public SunoTask ToTask() => new()
    {
        TaskId = TaskId!,
        Action = Action,
        Status = SunoTaskStatus.Submitted,
        Gateway = Gateway,
        SubmitTime = DateTimeOffset.FromUnixTimeSeconds(Time.ToUnixTimeSeconds()).LocalDateTime,
        NotifyHook = Text("notify_hook"),
        Subject = Text("title") ?? Text("gpt_description_prompt") ?? Text("prompt"),
    };

    /// <summary>Returns the entry for users.</summary>
    /// <param name="counting">The equal entry that counts; null for none.</param>
    public SunoSubmissionRecord ToRecord(JournalLine? counting = null) => new()
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
        Instrumental = Body["make_instrumental"] as bool?,
        Model = Text("mv"),
        ContinueClipId = Text("continue_clip_id"),
        ContinueAt = Seconds("continue_at"),
        ContinueTaskId = Text("task_id"),
        Prompt = Kind == SunoLyricsSubmission.KindName ? Text("prompt") : null,
        ClipId = Text("clip_id"),
        Infill = Body["is_infill"] as bool?,
        NotifyHook = Text("notify_hook"),
        Uri = Kind == SunoAudioSubmission.KindName ? Text("url") : null,
        AdditionalProperty = SunoSubmission.AdditionalPropertiesOf(Kind, Body),
        Error = ErrorBefore(counting),
        Action = Action,
        EntryId = Id,
        Columns = Columns is null ? [] : [.. Columns],
    };

    /// <summary>Returns the error; of an open entry also the task of an equal one that was accepted since.</summary>
    private string? ErrorBefore(JournalLine? counting) =>
        State is SunoSubmissionState.Pending or SunoSubmissionState.Unknown
        && counting is { State: SunoSubmissionState.Accepted } && counting.Time > Time
            ? $"Submitted again as task '{counting.TaskId}'. {Error}".TrimEnd()
            : Error;

    private string? Text(string name) => Body[name] as string;

    private TimeSpan? Seconds(string name) =>
        Body[name] is (long or double) and var number
        && Convert.ToDouble(number, CultureInfo.InvariantCulture) is var seconds
        && Math.Abs(seconds) < TimeSpan.MaxValue.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
