using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Has a clip that goes on from another joined with all before it.</summary>
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
    [AllowNull]
    [AllowEmptyString]
    public string? ClipId { get; set; }

    /// <summary>The clip fills a gap within another.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("is_infill")]
    [FlagTransformation]
    public SwitchParameter Infill { get; set; }

    private protected override SunoSubmission CreateSubmission() =>
        new SunoJoinSubmission { ClipId = ClipId ?? InputText, Infill = Infill };
}
