using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Joins an extended clip with its predecessors.</summary>
[Cmdlet(
    VerbsCommon.Join, "SunoClip", DefaultParameterSetName = ClipIdSet, SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(SunoTask))]
public sealed class JoinSunoClipCommand : SubmitCommand
{
    private const string ClipIdSet = "ClipId";

    /// <summary>The last clip of the chain.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ClipIdSet)]
    [Parameter(ParameterSetName = RowSet, ValueFromPipelineByPropertyName = true)]
    [Alias("clip_id")]
    [ArgumentCompleter(typeof(ClipIdCompleter))]
    [AllowNull]
    [AllowEmptyString]
    public string? ClipId { get; set; }

    /// <summary>The clip fills a gap in another clip.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("is_infill")]
    [FlagTransformation]
    public SwitchParameter Infill { get; set; }

    private protected override string? RefusalOf(PSObject input)
    {
        switch (SubmissionRow.ProductOf(input))
        {
            case SubmissionRow.Product.Task:
                string[] clips = SubmissionRow.ClipIdsOf(input);
                string task = $"Task '{SubmissionRow.TextOf(input, nameof(SunoTask.TaskId))}'";
                return clips.Length == 0
                    ? $"{task} has no clip to join (status {SubmissionRow.TextOf(input, nameof(SunoTask.Status))})."
                    : $"{task} is not joined as a whole. Give the last clip of the chain: "
                    + $"{string.Join(" or ", clips.Select(clip => $"Join-SunoClip {clip}"))}.";
            case SubmissionRow.Product.Lyrics:
                return "The input is a lyrics object, and only clips can be joined. Give the id of a clip.";
            default:
                return null;
        }
    }

    private protected override SunoSubmission CreateSubmission() =>
        new SunoJoinSubmission { ClipId = ClipId ?? InputText, Infill = Infill };
}
