namespace SunoPS;

/// <summary>One submission in the journal, and its outcome. Never contains the key.</summary>
/// <remarks>
/// The properties have the names of the cmdlet's parameters, so that an entry can be submitted again.
/// </remarks>
public sealed class SunoSubmissionRecord
{
    internal SunoSubmissionRecord()
    {
    }

    /// <summary>The local time just before it was sent.</summary>
    public DateTime SubmitTime { get; internal set; }

    /// <summary>The outcome.</summary>
    public SunoSubmissionState State { get; internal set; }

    /// <summary><c>Music</c>, <c>Lyrics</c>, <c>Join</c> or <c>Audio</c>; null if the entry is damaged.</summary>
    public string? Kind { get; internal set; }

    /// <summary>The caller's name for the submission, which is not sent; null for none.</summary>
    public string? Name { get; internal set; }

    /// <summary>The id of the task; null if none was created.</summary>
    public string? TaskId { get; internal set; }

    /// <summary>The gateway's name or host; null if the entry is damaged.</summary>
    public string? Gateway { get; internal set; }

    /// <summary>The description of the music, as sent; null for none.</summary>
    public string? Description { get; internal set; }

    /// <summary>The lyrics to sing, as sent; null for none.</summary>
    public string? Lyrics { get; internal set; }

    /// <summary>The title, as sent; null for none.</summary>
    public string? Title { get; internal set; }

    /// <summary>The styles and moods, as sent; null for none.</summary>
    public string? Tag { get; internal set; }

    /// <summary>The styles and moods to avoid, as sent; null for none.</summary>
    public string? NegativeTag { get; internal set; }

    /// <summary>Whether music without vocals was requested; null for another kind.</summary>
    public bool? Instrumental { get; internal set; }

    /// <summary>The model, as sent; null for the gateway's default.</summary>
    public string? Model { get; internal set; }

    /// <summary>The extended clip, as sent; null for new music.</summary>
    public string? ContinueClipId { get; internal set; }

    /// <summary>The position in that clip, sent in seconds; null for its end.</summary>
    public TimeSpan? ContinueAt { get; internal set; }

    /// <summary>The task of that clip, as sent; null for none.</summary>
    public string? ContinueTaskId { get; internal set; }

    /// <summary>The prompt for lyrics, as sent; null for another kind.</summary>
    public string? Prompt { get; internal set; }

    /// <summary>The clip to join, as sent; null for another kind.</summary>
    public string? ClipId { get; internal set; }

    /// <summary>Whether that clip fills a gap in another clip; null for another kind.</summary>
    public bool? Infill { get; internal set; }

    /// <summary>The address for notifications, as sent; null for none.</summary>
    public string? NotifyHook { get; internal set; }

    /// <summary>The address of the uploaded audio, as sent; null for another kind.</summary>
    public string? Uri { get; internal set; }

    /// <summary>Further members of the request, as sent; null for none. Prints as compact JSON.</summary>
    public SunoJsonObject? AdditionalProperty { get; internal set; }

    /// <summary>
    /// Why there is no task id; null if there is one, or if there is no response yet. An entry without a known outcome
    /// also has the task of an equal submission that was accepted since.
    /// </summary>
    public string? Error { get; internal set; }

    /// <summary>The action of the task, <c>MUSIC</c> or <c>LYRICS</c>; null if the entry is damaged.</summary>
    public string? Action { get; internal set; }

    /// <summary>The id of the journal entry.</summary>
    public string EntryId { get; internal set; } = "";

    /// <summary>The caller's own columns, in order, with the name at its position.</summary>
    internal IReadOnlyList<KeyValuePair<string, object?>> Columns { get; init; } = [];
}
