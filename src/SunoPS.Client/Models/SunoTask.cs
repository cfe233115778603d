namespace SunoPS;

/// <summary>One task of a gateway: a piece of music or a lyrics text that is being made, or was.</summary>
/// <remarks>Does not change after it was handed out; ask again for a newer state.</remarks>
public sealed class SunoTask
{
    internal SunoTask()
    {
    }

    /// <summary>The id that the gateway gave the task (<c>task_id</c>).</summary>
    public string TaskId { get; internal set; } = "";

    /// <summary>
    /// The kind of task (<c>action</c>): <c>MUSIC</c>, <c>LYRICS</c>, or another word of the gateway; null when it sent
    /// none.
    /// </summary>
    public string? Action { get; internal set; }

    /// <summary>The state of the task (<c>status</c>).</summary>
    public SunoTaskStatus Status { get; internal set; }

    /// <summary>The status word exactly as the gateway sent it (<c>status</c>); null when it sent none.</summary>
    public string? RawStatus { get; internal set; }

    /// <summary>Percent done, 0 to 100 (<c>progress</c>); null when the gateway sent none.</summary>
    public int? Progress { get; internal set; }

    /// <summary>
    /// True when the gateway will not change the task any more: success, failure, its own word <c>UNKNOWN</c>, or a
    /// status that is not known here on a task that has a finish time.
    /// </summary>
    public bool IsCompleted =>
        Status is SunoTaskStatus.Success or SunoTaskStatus.Failure
        || (Status is SunoTaskStatus.Unknown
            && (FinishTime is not null || string.Equals(RawStatus, "UNKNOWN", StringComparison.OrdinalIgnoreCase)));

    /// <summary>The title of the first clip that has one, or of the lyrics; null when there is none yet.</summary>
    public string? Title
    {
        get
        {
            foreach (SunoClip clip in Clips)
            {
                if (clip.Title is not null)
                {
                    return clip.Title;
                }
            }

            return Lyrics?.Title;
        }
    }

    /// <summary>
    /// The clips (<c>data</c>), in the gateway's order; empty, never null, when there are none. Prints as the clip ids.
    /// </summary>
    public SunoClipCollection Clips { get; internal set; } = SunoClipCollection.Empty;

    /// <summary>The lyrics (<c>data</c>) of a lyrics task; null on any other. Prints as its title.</summary>
    public SunoLyrics? Lyrics { get; internal set; }

    /// <summary>The text of the lyrics, so that a row of a CSV file has it; null on a task without lyrics.</summary>
    public string? LyricsText => Lyrics?.Text;

    /// <summary>
    /// Why the task failed (<c>fail_reason</c>); null when empty. Some gateways put a result address here when a task
    /// succeeds.
    /// </summary>
    public string? FailReason { get; internal set; }

    /// <summary>
    /// When the task was submitted, local time (<c>submit_time</c>); null when the gateway sent none, or 0.
    /// </summary>
    public DateTime? SubmitTime { get; internal set; }

    /// <summary>When work on the task began, local time (<c>start_time</c>); null when it has not.</summary>
    public DateTime? StartTime { get; internal set; }

    /// <summary>When the task was done, local time (<c>finish_time</c>); null when it is not.</summary>
    public DateTime? FinishTime { get; internal set; }

    /// <summary>Time from submission to finish; null while either is not known.</summary>
    public TimeSpan? Elapsed =>
        FinishTime is { } finish
            && SubmitTime is { } submit ? finish.ToUniversalTime() - submit.ToUniversalTime() : null;

    /// <summary>The address the gateway posts changes to (<c>notify_hook</c>); null when empty.</summary>
    public string? NotifyHook { get; internal set; }

    /// <summary>Where the task came from: the gateway's name, or its host; null for a saved answer.</summary>
    public string? Gateway { get; internal set; }

    /// <summary>
    /// Every field the gateway sent that has no property here, or whose value did not fit its property, by its wire
    /// name. Prints as compact JSON.
    /// </summary>
    public SunoJsonObject AdditionalProperties { get; internal set; } = SunoJsonObject.Empty;

    /// <summary>Returns the task id.</summary>
    /// <returns><see cref="TaskId"/>.</returns>
    public override string ToString() => TaskId;
}
