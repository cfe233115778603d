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
    [Alias("clip_id")]
    [ArgumentCompleter(typeof(ClipIdCompleter))]
    [AllowNull]
    [AllowEmptyString]
    [TextTransformation]
    [RowColumn]
    public string? ClipId { get; set; }

    /// <summary>The clip fills a gap in another clip.</summary>
    [Parameter]
    [Alias("is_infill")]
    [FlagTransformation]
    [RowColumn]
    public SwitchParameter Infill { get; set; }

    internal override string Kind => SunoJoinSubmission.KindName;

    internal override string TextParameter => nameof(ClipId);

    private protected override IReadOnlyList<string?>? Texts => [ClipId];

    internal override string? RefusalOf(PSObject input, Type type)
    {
        if (type != typeof(SunoTask))
        {
            return type == typeof(SunoLyrics)
                ? "The input is a lyrics object, and only clips can be joined. Give the id of a clip."
                : null;
        }

        string[] clips = ClipIdsOf(input);
        string task = $"Task '{TextOf(input, nameof(SunoTask.TaskId))}'";
        return clips.Length == 0
            ? $"{task} has no clip to join (status {TextOf(input, nameof(SunoTask.Status))})."
            : $"{task} is not joined as a whole. Give the last clip of the chain: "
            + $"{string.Join(" or ", clips.Select(clip => $"Join-SunoClip {clip}"))}.";
    }

    private protected override SunoSubmission CreateSubmission(SubmissionRow row) => new SunoJoinSubmission
    {
        ClipId = row.Text(nameof(ClipId)),
        Infill = row.Flag(nameof(Infill)),
    };

    /// <summary>Returns the ids of the clips of a task or of a row of a CSV file.</summary>
    private static string[] ClipIdsOf(PSObject task)
    {
        object? clips = task.Properties[nameof(SunoTask.Clips)]?.Value;
        return clips is string text
            ? text.Split([' '], StringSplitOptions.RemoveEmptyEntries)
            : [.. (LanguagePrimitives.GetEnumerable(clips) ?? Array.Empty<object>()).Cast<object>()
                .Select(clip => TextOf(PSObject.AsPSObject(clip), nameof(SunoClip.ClipId)))];
    }
}
