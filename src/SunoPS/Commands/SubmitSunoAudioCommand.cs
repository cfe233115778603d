namespace SunoPS.Commands;

/// <summary>Submits audio for upload by its address.</summary>
[Cmdlet(VerbsLifecycle.Submit, "SunoAudio", DefaultParameterSetName = nameof(Uri), SupportsShouldProcess = true)]
[OutputType(typeof(SunoTask))]
public sealed class SubmitSunoAudioCommand : SubmitCommand
{
    /// <summary>The http or https addresses of audio files; one submission for each.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = nameof(Uri))]
    [Alias("Url")]
    [AllowNull]
    [AllowEmptyString]
    [UriTransformation]
    public Uri?[]? Uri { get; set; }

    internal override string Kind => SunoAudioSubmission.KindName;

    internal override string TextParameter => nameof(Uri);

    internal override string? RefusalOf(PSObject input, Type type) =>
        "Nothing was submitted: the input is a task, a clip or lyrics of the gateway. Continue a clip: "
        + "Submit-SunoMusic <description> -ContinueClipId <id>.";

    private protected override SunoSubmission CreateSubmission(SubmissionRow row) =>
        new SunoAudioSubmission { Uri = row.Text(nameof(Uri)) };
}
