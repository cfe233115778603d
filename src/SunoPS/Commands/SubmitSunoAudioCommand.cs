using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Submits audio for upload by its address.</summary>
[Cmdlet(
    VerbsLifecycle.Submit, "SunoAudio", DefaultParameterSetName = UriSet, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SunoTask))]
public sealed class SubmitSunoAudioCommand : SubmitCommand
{
    private const string UriSet = "Uri";

    /// <summary>The http or https addresses of audio files; one submission for each.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = UriSet)]
    [Alias("Url")]
    [AllowNull]
    [AllowEmptyString]
    [UriTransformation]
    [RowColumn]
    public Uri?[]? Uri { get; set; }

    internal override string Kind => SunoAudioSubmission.KindName;

    internal override string TextParameter => nameof(Uri);

    private protected override IReadOnlyList<string?>? Texts =>
        Uri is null ? null : Array.ConvertAll(Uri, static uri => uri?.OriginalString ?? "");

    internal override string? RefusalOf(PSObject input, Type type) =>
        "Nothing was submitted: the input is a task, a clip or lyrics of the gateway. Continue a clip: "
        + "Submit-SunoMusic <description> -ContinueClipId <id>.";

    private protected override SunoSubmission CreateSubmission(SubmissionRow row) =>
        new SunoAudioSubmission { Uri = row.Text(nameof(Uri)) };
}
