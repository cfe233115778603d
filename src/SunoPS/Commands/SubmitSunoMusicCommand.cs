namespace SunoPS.Commands;

/// <summary>Submits a request for music, from a description or from lyrics.</summary>
[Cmdlet(VerbsLifecycle.Submit, "SunoMusic", DefaultParameterSetName = AnySet, SupportsShouldProcess = true)]
[OutputType(typeof(SunoTask))]
public sealed class SubmitSunoMusicCommand : SubmitCommand
{
    /// <summary>
    /// Accepts all parameters, so that the command reports invalid combinations: PowerShell would prompt for the
    /// pipeline object. The help shows the other sets, which are the valid combinations.
    /// </summary>
    private const string AnySet = "_Any";

    /// <summary>The descriptions of music, one submission for each; Suno writes lyrics, title and style.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = nameof(Description))]
    [Parameter(Position = 0, ParameterSetName = AnySet)]
    [Alias("gpt_description_prompt")]
    [AllowNull]
    [AllowEmptyString]
    [TextTransformation]
    public string?[]? Description { get; set; }

    /// <summary>The lyrics to sing.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(Lyrics))]
    [Parameter(ParameterSetName = AnySet)]
    [AllowNull]
    [AllowEmptyString]
    [TextTransformation]
    public string? Lyrics { get; set; }

    /// <summary>The title.</summary>
    [Parameter(ParameterSetName = nameof(Lyrics))]
    [Parameter(ParameterSetName = AnySet)]
    [Parameter(ParameterSetName = RowSet)]
    public string? Title { get; set; }

    /// <summary>The styles and moods.</summary>
    [Parameter(ParameterSetName = nameof(Lyrics))]
    [Parameter(ParameterSetName = AnySet)]
    [Parameter(ParameterSetName = RowSet)]
    [Alias("Tags")]
    public string[]? Tag { get; set; }

    /// <summary>The styles and moods to avoid.</summary>
    [Parameter(ParameterSetName = nameof(Lyrics))]
    [Parameter(ParameterSetName = AnySet)]
    [Parameter(ParameterSetName = RowSet)]
    [Alias("NegativeTags", "negative_tags")]
    public string[]? NegativeTag { get; set; }

    /// <summary>Requests music without vocals.</summary>
    [Parameter]
    [Alias("make_instrumental")]
    [FlagTransformation]
    public SwitchParameter Instrumental { get; set; }

    /// <summary>The model.</summary>
    [Parameter]
    [Alias("mv")]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>The clip to continue.</summary>
    [Parameter]
    [Alias("continue_clip_id")]
    [ArgumentCompleter(typeof(ClipIdCompleter))]
    public string? ContinueClipId { get; set; }

    /// <summary>The position in that clip where the music continues, as <c>[timespan]</c> or in seconds.</summary>
    [Parameter]
    [Alias("continue_at")]
    [OffsetTransformation]
    public TimeSpan? ContinueAt { get; set; }

    /// <summary>The task of that clip.</summary>
    [Parameter]
    public string? ContinueTaskId { get; set; }

    internal override string Kind => SunoMusicSubmission.KindName;

    internal override string TextParameter => nameof(Description);

    internal override string? RefusalOf(PSObject input, Type type) =>
        type == typeof(SunoTask)
            ? $"Nothing was submitted: the input is task '{UserColumns.TextOf(input, nameof(SunoTask.TaskId))}', "
            + "which the gateway has already. Fetch it with Get-SunoTask, or wait for it with Wait-SunoTask. Only a "
            + "failed task is submitted again."
        : type == typeof(SunoClip)
            ? $"Nothing was submitted: the input is clip '{UserColumns.TextOf(input, nameof(SunoClip.ClipId))}', "
            + "which exists already. Extend it: Submit-SunoMusic <description> -ContinueClipId <id>."
        : "Nothing was submitted: the input is a lyrics object. Give its text: "
            + "Submit-SunoMusic -Lyrics $lyrics.Text -Title $lyrics.Title.";

    private protected override SunoSubmission CreateSubmission(SubmissionRow row) => new SunoMusicSubmission
    {
        Description = row.Text(nameof(Description)),
        Lyrics = row.Text(nameof(Lyrics)),
        Title = row.Text(nameof(Title)),
        Tag = row.Words(nameof(Tag)),
        NegativeTag = row.Words(nameof(NegativeTag)),
        Instrumental = row.Flag(nameof(Instrumental)),
        Model = row.Text(nameof(Model)),
        ContinueClipId = row.Text(nameof(ContinueClipId)),
        ContinueAt = row.Offset(nameof(ContinueAt)),
        ContinueTaskId = row.Text(nameof(ContinueTaskId)),
    };
}
