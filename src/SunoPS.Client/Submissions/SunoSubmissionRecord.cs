namespace SunoPS;

/// <summary>One submission in the journal, and its outcome. Never contains the key.</summary>
/// <remarks>
/// The properties have the names of the cmdlet's parameters, so that an entry can be submitted again.
/// </remarks>
public sealed class SunoSubmissionRecord
{
    private readonly JournalLine _sent;
    private readonly JournalLine _outcome;

    internal SunoSubmissionRecord(JournalLine sent, JournalLine? answer)
    {
        _sent = sent;
        _outcome = answer ?? sent;
    }

    /// <summary>The local time just before it was sent.</summary>
    public DateTime SubmitTime => _sent.Time.LocalDateTime;

    /// <summary>The outcome.</summary>
    public SunoSubmissionState State => _outcome.State;

    /// <summary><c>Music</c>, <c>Lyrics</c> or <c>Join</c>; null if the entry is damaged.</summary>
    public string? Kind => _sent.Kind;

    /// <summary>The caller's name for the submission, which is not sent; null for none.</summary>
    public string? Name => _sent.Name;

    /// <summary>
    /// The id of the task; null unless <see cref="State"/> is <see cref="SunoSubmissionState.Accepted"/>.
    /// </summary>
    public string? TaskId => _outcome.TaskId;

    /// <summary>The gateway's name or host; null if the entry is damaged.</summary>
    public string? Gateway => _sent.Gateway;

    /// <summary>The description of the music, as sent; null for none.</summary>
    public string? Description => _sent.Description;

    /// <summary>The lyrics to sing, as sent; null for none.</summary>
    public string? Lyrics => _sent.Lyrics;

    /// <summary>The title, as sent; null for none.</summary>
    public string? Title => _sent.Title;

    /// <summary>The styles and moods, as sent; null for none.</summary>
    public string? Tag => _sent.Tag;

    /// <summary>The styles and moods to avoid, as sent; null for none.</summary>
    public string? NegativeTag => _sent.NegativeTag;

    /// <summary>Whether music without vocals was requested; null for another kind.</summary>
    public bool? Instrumental => _sent.Instrumental;

    /// <summary>The model, as sent; null for the gateway's default.</summary>
    public string? Model => _sent.Model;

    /// <summary>The extended clip, as sent; null for new music.</summary>
    public string? ContinueClipId => _sent.ContinueClipId;

    /// <summary>The position in that clip, sent in seconds; null for its end.</summary>
    public TimeSpan? ContinueAt => _sent.ContinueAt is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>The task of that clip, as sent; null for none.</summary>
    public string? ContinueTaskId => _sent.ContinueTaskId;

    /// <summary>The prompt for lyrics, as sent; null for another kind.</summary>
    public string? Prompt => _sent.Prompt;

    /// <summary>The clip to join, as sent; null for another kind.</summary>
    public string? ClipId => _sent.ClipId;

    /// <summary>Whether that clip fills a gap in another clip; null for another kind.</summary>
    public bool? Infill => _sent.Infill;

    /// <summary>The address for notifications, as sent; null for none.</summary>
    public string? NotifyHook => _sent.NotifyHook;

    /// <summary>Why there is no task id; null if there is one, or if there is no response yet.</summary>
    public string? Error => _outcome.Error;

    /// <summary>The action of the task, <c>MUSIC</c> or <c>LYRICS</c>; null if the entry is damaged.</summary>
    public string? Action => _sent.Action;

    /// <summary>The id of the journal entry.</summary>
    public string EntryId => _sent.Id;

    /// <summary>The time just before it was sent.</summary>
    internal DateTimeOffset Time => _sent.Time;

    /// <summary>The content that makes two submissions equal.</summary>
    internal JournalLine Content => _sent.Content;
}
