using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Submits a request for lyrics.</summary>
[Cmdlet(
    VerbsLifecycle.Submit, "SunoLyrics", DefaultParameterSetName = PromptSet, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SunoTask))]
public sealed class SubmitSunoLyricsCommand : SubmitCommand
{
    private const string PromptSet = "Prompt";

    /// <summary>The subject of the lyrics.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PromptSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary>The address for notifications of changes.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("notify_hook")]
    [UriTransformation]
    public Uri? NotifyHook { get; set; }

    private protected override string? RefusalOf(PSObject input) =>
        SubmissionRow.ProductOf(input) == SubmissionRow.Product.None
            ? null
            : "Nothing was submitted: the input is a task, a clip or lyrics, which exist already. Give a prompt: "
            + "Submit-SunoLyrics <prompt>.";

    private protected override SunoSubmission CreateSubmission() =>
        new SunoLyricsSubmission { Prompt = Prompt ?? InputText, NotifyHook = NotifyHook?.OriginalString };
}
