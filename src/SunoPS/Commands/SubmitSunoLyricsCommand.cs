namespace SunoPS.Commands;

/// <summary>Submits a request for lyrics.</summary>
[Cmdlet(VerbsLifecycle.Submit, "SunoLyrics", DefaultParameterSetName = nameof(Prompt), SupportsShouldProcess = true)]
[OutputType(typeof(SunoTask))]
public sealed class SubmitSunoLyricsCommand : SubmitCommand
{
    /// <summary>The subject of the lyrics; one submission for each.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = nameof(Prompt))]
    [AllowNull]
    [AllowEmptyString]
    [TextTransformation]
    public string?[]? Prompt { get; set; }

    internal override string Kind => SunoLyricsSubmission.KindName;

    internal override string TextParameter => nameof(Prompt);

    internal override string? RefusalOf(PSObject input, Type type) =>
        "Nothing was submitted: the input is a task, a clip or lyrics, which exist already. Give a prompt: "
        + "Submit-SunoLyrics <prompt>.";

    private protected override SunoSubmission CreateSubmission(SubmissionRow row) =>
        new SunoLyricsSubmission { Prompt = row.Text(nameof(Prompt)) };
}
