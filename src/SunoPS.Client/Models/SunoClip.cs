namespace SunoPS;

/// <summary>One clip of a music task: one song, read from either wire shape.</summary>
/// <remarks>Does not change after it is returned.</remarks>
public sealed class SunoClip
{
    internal SunoClip() { }

    /// <summary>The id of the clip (<c>clip_id</c>, <c>id</c>); empty when the gateway sent none.</summary>
    public string ClipId { get; internal set; } = "";

    /// <summary>The id of its task, without the suffix <c>_1</c> or <c>_2</c> that some gateways add.</summary>
    public string TaskId { get; internal set; } = "";

    /// <summary>The position of the clip in its task, from 1.</summary>
    public int Index { get; internal set; }

    /// <summary>The title (<c>title</c>); null when empty.</summary>
    public string? Title { get; internal set; }

    /// <summary>The state of the clip (<c>status</c>).</summary>
    public SunoClipStatus Status { get; internal set; }

    /// <summary>The status word exactly as the gateway sent it (<c>status</c>); null when it sent none.</summary>
    public string? RawStatus { get; internal set; }

    /// <summary>The length of the audio (<c>duration</c>, on the wire in seconds); null until it is known.</summary>
    public TimeSpan? Duration { get; internal set; }

    /// <summary>The length of the audio in seconds, for sums and averages; null until it is known.</summary>
    public double? DurationSec => Duration?.Ticks / (double)TimeSpan.TicksPerSecond;

    /// <summary>The style tags (<c>tags</c>); an array is joined with <c>, </c>; null when empty.</summary>
    public string? Tags { get; internal set; }

    /// <summary>The sung lyrics, or their prompt (<c>prompt</c>); null when empty.</summary>
    public string? Prompt { get; internal set; }

    /// <summary>The description of the song (<c>gpt_description_prompt</c>); null when empty.</summary>
    public string? GptDescriptionPrompt { get; internal set; }

    /// <summary>The model, such as <c>chirp-v4</c> (<c>model_name</c>, <c>mv</c>); null when empty.</summary>
    public string? ModelName { get; internal set; }

    /// <summary>The model's major version, such as <c>v3</c> (<c>major_model_version</c>); null when empty.</summary>
    public string? MajorModelVersion { get; internal set; }

    /// <summary>
    /// The address of the audio exactly as sent (<c>audio_url</c>): a live stream while the clip streams, then a file;
    /// null when empty.
    /// </summary>
    public string? AudioUrl { get; internal set; }

    /// <summary>The address of the video exactly as sent (<c>video_url</c>); null when empty.</summary>
    public string? VideoUrl { get; internal set; }

    /// <summary>The address of the cover exactly as sent (<c>image_url</c>); null when empty.</summary>
    public string? ImageUrl { get; internal set; }

    /// <summary>The address of the large cover exactly as sent (<c>image_large_url</c>); null when empty.</summary>
    public string? ImageLargeUrl { get; internal set; }

    /// <summary>The kind of error of a failed clip (<c>error_type</c>); null when empty.</summary>
    public string? ErrorType { get; internal set; }

    /// <summary>The gateway's error message for a failed clip (<c>error_message</c>); null when empty.</summary>
    public string? ErrorMessage { get; internal set; }

    /// <summary>A second status word of flat clips, such as <c>succeeded</c> (<c>state</c>); null when empty.</summary>
    public string? State { get; internal set; }

    /// <summary>The gateway's remark on the clip (<c>msg</c>); null when empty.</summary>
    public string? Message { get; internal set; }

    /// <summary>The id of the audio that the clip comes from (<c>audio_prompt_id</c>); null when empty.</summary>
    public string? AudioPromptId { get; internal set; }

    /// <summary>The id of the clip that this one extends (<c>continue_clip_id</c>); null when empty.</summary>
    public string? ContinueClipId { get; internal set; }

    /// <summary>Where in that clip this one starts (<c>continue_at</c>, in seconds in JSON); null when empty.</summary>
    public TimeSpan? ContinueAt { get; internal set; }

    /// <summary>The local time of creation (<c>create_time</c>, <c>created_at</c>); null if unknown.</summary>
    public DateTime? CreateTime { get; internal set; }

    /// <summary>The local time of the last change (<c>update_time</c>, <c>updated_at</c>); null if unknown.</summary>
    public DateTime? UpdateTime { get; internal set; }

    /// <summary>The styles to avoid (<c>negative_tags</c>); null when empty.</summary>
    public string? NegativeTags { get; internal set; }

    /// <summary>The id of the persona that sings (<c>persona_id</c>); null when empty.</summary>
    public string? PersonaId { get; internal set; }

    /// <summary>The id of the clip that this one covers (<c>cover_clip_id</c>); null when empty.</summary>
    public string? CoverClipId { get; internal set; }

    /// <summary>True for music without vocals (<c>make_instrumental</c>); null when the gateway sent none.</summary>
    public bool? Instrumental { get; internal set; }

    /// <summary>The name of the Suno account (<c>handle</c>); null when empty.</summary>
    public string? Handle { get; internal set; }

    /// <summary>How often the clip was played (<c>play_count</c>); null when the gateway sent none.</summary>
    public int? PlayCount { get; internal set; }

    /// <summary>How often the clip was liked (<c>upvote_count</c>); null when the gateway sent none.</summary>
    public int? UpvoteCount { get; internal set; }

    /// <summary>The fields without a property that fits their value, by their wire names. Prints as JSON.</summary>
    public SunoJsonObject AdditionalProperties { get; internal set; } = SunoJsonObject.Empty;

    /// <summary>The task of the clip; null if unknown.</summary>
    internal SunoTask? Task { get; set; }

    internal SunoClip Copy() => (SunoClip)MemberwiseClone();

    /// <summary>Returns the clip id.</summary>
    /// <returns><see cref="ClipId"/>.</returns>
    public override string ToString() => DisplayText.Line(ClipId);
}
