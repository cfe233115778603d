using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SunoPS;

/// <summary>One line of the journal: a whole entry, with or without its outcome. The newest of an id counts.</summary>
/// <remarks>The time is that before it was sent, also with an outcome. The key is masked, also in the body.</remarks>
internal sealed record JournalLine(
    string Id,
    DateTimeOffset Time,
    [property: JsonRequired] SunoSubmissionState State,
    string? TaskId,
    string? Error,
    string? Gateway,
    string? BaseUri,
    string? Kind,
    string? Action,
    string? Name,
    SunoJsonObject Body,
    SunoJsonObject? Columns)
{
    private const string NotifyHookMember = "notify_hook";

    /// <summary>The gateway's address and the content: equal submissions are charged twice.</summary>
    [JsonIgnore]
    public string Content => field ??=
        $"{(BaseUri ?? Gateway)?.TrimEnd('/')}\n{Kind}\n"
        + new StringBuilder($"{SongOf(Body)}").Replace(@"\r\n", @"\n");

    /// <summary>Parses a line; null if it is not an entry in valid UTF-8. Repaired, its content would differ.</summary>
    public static JournalLine? TryParse(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var line = JsonSerializer.Deserialize(utf8, JournalJson.Readable.JournalLine);
            return line is { Id.Length: > 0, Time.Year: > 1, Body: not null }
                and not { State: SunoSubmissionState.Accepted, TaskId: null or "" } ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Serializes the line as UTF-8, with a line break at its end.</summary>
    public byte[] ToUtf8() =>
        [.. JsonSerializer.SerializeToUtf8Bytes(this, JournalJson.Readable.JournalLine), (byte)'\n'];

    /// <summary>Returns the task of an accepted entry, as it was right after the submission.</summary>
    public SunoTask ToTask() => new()
    {
        TaskId = TaskId!,
        Action = Action,
        Status = SunoTaskStatus.Submitted,
        Gateway = Gateway,
        SubmitTime = DateTimeOffset.FromUnixTimeSeconds(Time.ToUnixTimeSeconds()).LocalDateTime,
        NotifyHook = Text(NotifyHookMember),
        Subject = Text("title") ?? Text("gpt_description_prompt") ?? Text("prompt"),
    };

    /// <summary>Returns the entry for users.</summary>
    /// <param name="counting">The equal entry that counts, whose task an open entry names; null for none.</param>
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
        ContinueAt = JsonScalar.Of<TimeSpan?>(Body["continue_at"], JsonScalar.TryDuration),
        ContinueTaskId = Text("task_id"),
        Prompt = Kind == SunoLyricsSubmission.KindName ? Text("prompt") : null,
        ClipId = Text("clip_id"),
        Infill = Body["is_infill"] as bool?,
        NotifyHook = Text(NotifyHookMember),
        Uri = Kind == SunoAudioSubmission.KindName ? Text("url") : null,
        AdditionalProperty = SunoSubmission.AdditionalPropertiesOf(Kind, Body),
        Error = State is SunoSubmissionState.Pending or SunoSubmissionState.Unknown
            && counting is { State: SunoSubmissionState.Accepted } && counting.Time > Time
                ? $"Submitted again as task '{counting.TaskId}'. {Error}".TrimEnd()
                : Error,
        Action = Action,
        EntryId = Id,
        Columns = Columns is null ? [] : [.. Columns],
    };

    /// <summary>The body without the address for notifications, with which it is the same song.</summary>
    private static SunoJsonObject SongOf(SunoJsonObject body) => body.ContainsKey(NotifyHookMember)
        ? new SunoJsonObject(JsonGraph.ToUtf8(body.Where(static member => member.Key != NotifyHookMember)))
        : body;

    private string? Text(string name) => Body[name] as string;
}
