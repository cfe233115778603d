using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Submits a request for music, from a description or from lyrics.</summary>
[Cmdlet(
    VerbsLifecycle.Submit, "SunoMusic", DefaultParameterSetName = AnySet, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SunoTask))]
public sealed class SubmitSunoMusicCommand : SubmitCommand
{
    private const string DescriptionSet = "Description";
    private const string LyricsSet = "Lyrics";

    /// <summary>
    /// Accepts all parameters, so that the command reports invalid combinations: PowerShell would prompt for the
    /// pipeline object. The help shows the other sets, which are the valid combinations.
    /// </summary>
    private const string AnySet = "_Any";

    /// <summary>The description of the music; Suno writes lyrics, title and style.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = DescriptionSet)]
    [Parameter(Position = 0, ParameterSetName = AnySet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Alias("gpt_description_prompt")]
    [AllowNull]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <summary>The lyrics to sing.</summary>
    [Parameter(Mandatory = true, ParameterSetName = LyricsSet)]
    [Parameter(ParameterSetName = AnySet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Alias("prompt")]
    [AllowNull]
    [AllowEmptyString]
    public string? Lyrics { get; set; }

    /// <summary>The title.</summary>
    [Parameter(ParameterSetName = LyricsSet)]
    [Parameter(ParameterSetName = AnySet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    public string? Title { get; set; }

    /// <summary>The styles and moods.</summary>
    [Parameter(ParameterSetName = LyricsSet)]
    [Parameter(ParameterSetName = AnySet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Tags")]
    [AllowEmptyCollection]
    public string[]? Tag { get; set; }

    /// <summary>The styles and moods to avoid.</summary>
    [Parameter(ParameterSetName = LyricsSet)]
    [Parameter(ParameterSetName = AnySet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Alias("NegativeTags", "negative_tags")]
    [AllowEmptyCollection]
    public string[]? NegativeTag { get; set; }

    /// <summary>Requests music without vocals.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("make_instrumental")]
    [FlagTransformation]
    public SwitchParameter Instrumental { get; set; }

    /// <summary>The model.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("mv")]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>The clip to continue.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("continue_clip_id")]
    [ArgumentCompleter(typeof(ClipIdCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? ContinueClipId { get; set; }

    /// <summary>The position in that clip where the music continues, as <c>[timespan]</c> or in seconds.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("continue_at")]
    [OffsetTransformation]
    public TimeSpan? ContinueAt { get; set; }

    /// <summary>The task of that clip.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ContinueTaskId { get; set; }

    /// <summary>The address for notifications of changes.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("notify_hook")]
    [UriTransformation]
    public Uri? NotifyHook { get; set; }

    private protected override string? RefusalOf(PSObject input) => SubmissionRow.ProductOf(input) switch
    {
        SubmissionRow.Product.Task =>
            $"Nothing was submitted: the input is task '{SubmissionRow.TextOf(input, nameof(SunoTask.TaskId))}', which "
            + "the gateway has already. Fetch it with Get-SunoTask, or wait for it with Wait-SunoTask.",
        SubmissionRow.Product.Clip =>
            $"Nothing was submitted: the input is clip '{SubmissionRow.TextOf(input, nameof(SunoClip.ClipId))}', which "
            + "exists already. Extend it: Submit-SunoMusic <description> -ContinueClipId <id>.",
        SubmissionRow.Product.Lyrics =>
            "Nothing was submitted: the input is a lyrics object. Give its text: "
            + "Submit-SunoMusic -Lyrics $lyrics.Text -Title $lyrics.Title.",
        SubmissionRow.Product.None => null,
    };

    private protected override SunoSubmission CreateSubmission() => new SunoMusicSubmission
    {
        Description = Description ?? InputText,
        Lyrics = Lyrics,
        Title = Title,
        Tag = Join(Tag),
        NegativeTag = Join(NegativeTag),
        Instrumental = Instrumental,
        Model = Model,
        ContinueClipId = ContinueClipId,
        ContinueAt = ContinueAt,
        ContinueTaskId = ContinueTaskId,
        NotifyHook = NotifyHook?.OriginalString,
    };

    private static string? Join(string[]? words) =>
        words is null ? null : string.Join(", ", words.Where(word => !string.IsNullOrWhiteSpace(word)));
}
