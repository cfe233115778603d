using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Has music made: from a description, or from lyrics.</summary>
[Cmdlet(
    VerbsLifecycle.Submit, "SunoMusic", DefaultParameterSetName = AnySet, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SunoTask))]
public sealed class SubmitSunoMusicCommand : SubmitCommand
{
    private const string DescriptionSet = "Description";
    private const string LyricsSet = "Lyrics";

    /// <summary>
    /// Takes whatever is given, so that the command itself says what does not go together: PowerShell would ask for the
    /// object from the pipeline. The other sets show in the help what goes together.
    /// </summary>
    private const string AnySet = "Any";

    /// <summary>What the music is about; Suno writes words, title and style.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = DescriptionSet)]
    [Parameter(Position = 0, ParameterSetName = AnySet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Alias("gpt_description_prompt")]
    [AllowNull]
    [AllowEmptyString]
    public string? Description { get; set; }

    /// <summary>The words to be sung.</summary>
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

    /// <summary>Style and mood.</summary>
    [Parameter(ParameterSetName = LyricsSet)]
    [Parameter(ParameterSetName = AnySet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Alias("Tags")]
    [AllowEmptyCollection]
    public string[]? Tag { get; set; }

    /// <summary>What the style shall not be.</summary>
    [Parameter(ParameterSetName = LyricsSet)]
    [Parameter(ParameterSetName = AnySet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Alias("NegativeTags", "negative_tags")]
    [AllowEmptyCollection]
    public string[]? NegativeTag { get; set; }

    /// <summary>Music without a voice.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("make_instrumental")]
    [FlagTransformation]
    public SwitchParameter Instrumental { get; set; }

    /// <summary>The model.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("mv")]
    [ArgumentCompleter(typeof(ModelCompleter))]
    public string? Model { get; set; }

    /// <summary>The clip that the music goes on from.</summary>
    [Parameter(ParameterSetName = AnySet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Alias("continue_clip_id")]
    [AllowNull]
    [AllowEmptyString]
    public string? ContinueClipId { get; set; }

    /// <summary>Where in that clip it goes on, as <c>[timespan]</c> or in seconds.</summary>
    [Parameter(ParameterSetName = AnySet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Alias("continue_at")]
    [OffsetTransformation]
    public TimeSpan? ContinueAt { get; set; }

    /// <summary>The task of that clip.</summary>
    [Parameter(ParameterSetName = AnySet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    public string? ContinueTaskId { get; set; }

    /// <summary>The address that the gateway posts changes to.</summary>
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
