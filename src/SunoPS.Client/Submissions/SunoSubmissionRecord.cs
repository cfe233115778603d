namespace SunoPS;

/// <summary>One submission in the journal, and its outcome. Never contains the key.</summary>
/// <remarks>
/// The properties have the names of the cmdlet's parameters, so that an entry can be submitted again.
/// </remarks>
public sealed class SunoSubmissionRecord
{
    internal SunoSubmissionRecord(JournalLine sent, JournalLine? answer)
    {
        JournalLine outcome = answer ?? sent;
        Time = sent.Time;
        SubmitTime = sent.Time.LocalDateTime;
        State = outcome.State;
        Kind = sent.Kind;
        Name = sent.Name;
        TaskId = outcome.TaskId;
        Gateway = sent.Gateway;
        Description = sent.Description;
        Lyrics = sent.Lyrics;
        Title = sent.Title;
        Tag = sent.Tag;
        NegativeTag = sent.NegativeTag;
        Instrumental = sent.Instrumental;
        Model = sent.Model;
        ContinueClipId = sent.ContinueClipId;
        ContinueAt = sent.ContinueAt is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        ContinueTaskId = sent.ContinueTaskId;
        Prompt = sent.Prompt;
        ClipId = sent.ClipId;
        Infill = sent.Infill;
        NotifyHook = sent.NotifyHook;
        Error = outcome.Error;
        Action = sent.Action;
        EntryId = sent.Id;
        Content = sent.Content;
    }

    /// <summary>The local time just before it was sent.</summary>
    public DateTime SubmitTime { get; }

    /// <summary>The outcome.</summary>
    public SunoSubmissionState State { get; }

    /// <summary><c>Music</c>, <c>Lyrics</c> or <c>Join</c>; null if the entry is damaged.</summary>
    public string? Kind { get; }

    /// <summary>The caller's name for the submission, which is not sent; null for none.</summary>
    public string? Name { get; }

    /// <summary>
    /// The id of the task; null unless <see cref="State"/> is <see cref="SunoSubmissionState.Accepted"/>.
    /// </summary>
    public string? TaskId { get; }

    /// <summary>The gateway's name or host; null if the entry is damaged.</summary>
    public string? Gateway { get; }

    /// <summary>The description of the music, as sent; null for none.</summary>
    public string? Description { get; }

    /// <summary>The lyrics to sing, as sent; null for none.</summary>
    public string? Lyrics { get; }

    /// <summary>The title, as sent; null for none.</summary>
    public string? Title { get; }

    /// <summary>The styles and moods, as sent; null for none.</summary>
    public string? Tag { get; }

    /// <summary>The styles and moods to avoid, as sent; null for none.</summary>
    public string? NegativeTag { get; }

    /// <summary>Whether music without vocals was requested; null for another kind.</summary>
    public bool? Instrumental { get; }

    /// <summary>The model, as sent; null for the gateway's default.</summary>
    public string? Model { get; }

    /// <summary>The extended clip, as sent; null for new music.</summary>
    public string? ContinueClipId { get; }

    /// <summary>The position in that clip, sent in seconds; null for its end.</summary>
    public TimeSpan? ContinueAt { get; }

    /// <summary>The task of that clip, as sent; null for none.</summary>
    public string? ContinueTaskId { get; }

    /// <summary>The prompt for lyrics, as sent; null for another kind.</summary>
    public string? Prompt { get; }

    /// <summary>The clip to join, as sent; null for another kind.</summary>
    public string? ClipId { get; }

    /// <summary>Whether that clip fills a gap in another clip; null for another kind.</summary>
    public bool? Infill { get; }

    /// <summary>The address for notifications, as sent; null for none.</summary>
    public string? NotifyHook { get; }

    /// <summary>Why there is no task id; null if there is one, or if there is no response yet.</summary>
    public string? Error { get; }

    /// <summary>The action of the task, <c>MUSIC</c> or <c>LYRICS</c>; null if the entry is damaged.</summary>
    public string? Action { get; }

    /// <summary>The id of the journal entry.</summary>
    public string EntryId { get; }

    /// <summary>The time just before it was sent.</summary>
    internal DateTimeOffset Time { get; }

    /// <summary>The content that makes two submissions equal.</summary>
    internal JournalLine Content { get; }
}
