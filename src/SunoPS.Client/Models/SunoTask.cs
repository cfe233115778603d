namespace SunoPS;

/// <summary>One task of a gateway, which generates music or lyrics.</summary>
/// <remarks>Does not change after it is returned; fetch the task again for a newer state.</remarks>
public sealed class SunoTask
{
    internal SunoTask() { }

    /// <summary>The id of the task (<c>task_id</c>).</summary>
    public string TaskId { get; internal set; } = "";

    /// <summary>The kind (<c>action</c>): <c>MUSIC</c>, <c>LYRICS</c> or another word; null if unknown.</summary>
    public string? Action { get; internal set; }

    /// <summary>The state of the task (<c>status</c>).</summary>
    public SunoTaskStatus Status { get; internal set; }

    /// <summary>The status word exactly as the gateway sent it (<c>status</c>); null when it sent none.</summary>
    public string? RawStatus { get; internal set; }

    /// <summary>The progress in percent, 0 to 100 (<c>progress</c>); null when the gateway sent none.</summary>
    public int? Progress { get; internal set; }

    /// <summary>
    /// True if the gateway will not change the task any more: success, failure, an unrecognized status with a finish
    /// time, or the status <c>UNKNOWN</c> of Suno-API.
    /// </summary>
    public bool IsCompleted =>
        Status is SunoTaskStatus.Success or SunoTaskStatus.Failure
        || (Status is SunoTaskStatus.Unknown && (FinishTime is not null
            || (IsUnknownFinal && string.Equals(RawStatus, "UNKNOWN", StringComparison.OrdinalIgnoreCase))));

    /// <summary>The title of the first clip that has one, or of the lyrics; null if there is none yet.</summary>
    public string? Title => Clips.FirstOrDefault(static clip => clip.Title is not null)?.Title ?? Lyrics?.Title;

    /// <summary>The clips (<c>data</c>), in the gateway's order; never null. Prints as the clip ids.</summary>
    public SunoClipCollection Clips { get; internal set; } = SunoClipCollection.Empty;

    /// <summary>The lyrics (<c>data</c>) of a lyrics task; null for any other task. Prints as the title.</summary>
    public SunoLyrics? Lyrics { get; internal set; }

    /// <summary>The text of the lyrics, or the words of the first clip that has words; null without either.</summary>
    public string? LyricsText => Lyrics?.Text ?? Clips.FirstOrDefault(static clip => clip.Prompt is not null)?.Prompt;

    /// <summary>
    /// Why the task failed (<c>fail_reason</c>); null when empty. Some gateways use it for the address of a successful
    /// result.
    /// </summary>
    public string? FailReason { get; internal set; }

    /// <summary>The local time of submission (<c>submit_time</c>); null when the gateway sent none, or 0.</summary>
    public DateTime? SubmitTime { get; internal set; }

    /// <summary>The local time of the start (<c>start_time</c>); null before that.</summary>
    public DateTime? StartTime { get; internal set; }

    /// <summary>The local time of completion (<c>finish_time</c>); null before that.</summary>
    public DateTime? FinishTime { get; internal set; }

    /// <summary>The time from submission to completion; null while either is unknown.</summary>
    public TimeSpan? Elapsed => FinishTime?.ToUniversalTime() - SubmitTime?.ToUniversalTime();

    /// <summary>The time from submission to completion in seconds, for sums and averages; null while unknown.</summary>
    public double? ElapsedSec => Elapsed?.TotalSeconds;

    /// <summary>The charge in the unit of the gateway's quota (<c>quota</c>); null if unknown.</summary>
    public decimal? Quota { get; internal set; }

    /// <summary>The address for notifications of changes (<c>notify_hook</c>); null when empty.</summary>
    public string? NotifyHook { get; internal set; }

    /// <summary>The name or host of the gateway that returned the task; null for a saved response.</summary>
    public string? Gateway { get; internal set; }

    /// <summary>The network of the gateway that this process fetched the task from; null for a saved task.</summary>
    internal GatewayNetwork? Network { get; set; }

    /// <summary>The fields without a property that fits their value, by their wire names. Prints as JSON.</summary>
    public SunoJsonObject AdditionalProperties { get; internal set; } = SunoJsonObject.Empty;

    /// <summary>The beginning of the submitted text, for views of a task without a title; null if unknown.</summary>
    internal string? Subject { get; set; }

    internal SunoTask Copy()
    {
        var copy = (SunoTask)MemberwiseClone();
        copy.Clips = new SunoClipCollection([.. Clips.Select(static clip => clip.Copy())]);
        copy.Lyrics = Lyrics?.Copy();
        return copy;
    }

    /// <summary>True if the status <c>UNKNOWN</c> of the gateway is final.</summary>
    internal bool IsUnknownFinal { get; set; }

    /// <summary>Returns the task id.</summary>
    /// <returns><see cref="TaskId"/>.</returns>
    public override string ToString() => DisplayText.Line(TaskId);
}
