using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Has lyrics written.</summary>
[Cmdlet(
    VerbsLifecycle.Submit, "SunoLyrics", DefaultParameterSetName = PromptSet, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SunoTask))]
public sealed class SubmitSunoLyricsCommand : SubmitCommand
{
    private const string PromptSet = "Prompt";

    /// <summary>What the lyrics shall be about.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = PromptSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Prompt { get; set; }

    /// <summary>The address that the gateway posts changes to.</summary>
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
