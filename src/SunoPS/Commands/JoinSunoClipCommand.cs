namespace SunoPS.Commands;

/// <summary>Joins an extended clip with its predecessors.</summary>
[Cmdlet(VerbsCommon.Join, "SunoClip", DefaultParameterSetName = nameof(ClipId), SupportsShouldProcess = true)]
[OutputType(typeof(SunoTask))]
public sealed class JoinSunoClipCommand : SubmitCommand
{
    /// <summary>The last clip of the chain.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = nameof(ClipId))]
    [Alias("clip_id")]
    [ArgumentCompleter(typeof(ClipIdCompleter))]
    [AllowNull]
    [AllowEmptyString]
    [TextTransformation]
    public string? ClipId { get; set; }

    /// <summary>The clip fills a gap in another clip.</summary>
    [Parameter]
    [Alias("is_infill")]
    [FlagTransformation]
    public SwitchParameter Infill { get; set; }

    internal override string Kind => SunoJoinSubmission.KindName;

    internal override string TextParameter => nameof(ClipId);

    internal override string? RefusalOf(PSObject input, Type type)
    {
        if (type != typeof(SunoTask))
        {
            return type == typeof(SunoLyrics)
                ? "The input is a lyrics object, and only clips can be joined. Give the id of a clip." : null;
        }

        // A row of a CSV file has the ids as text.
        string[] clips = ClipInput.ClipsOf(input) is { } found
            ? [.. found.Select(static clip => clip.Clip.ClipId)]
            : UserColumns.TextOf(input, nameof(SunoTask.Clips)).Split([' '], StringSplitOptions.RemoveEmptyEntries);
        string task = $"Task '{UserColumns.TextOf(input, nameof(SunoTask.TaskId))}'";
        return clips.Length == 0
            ? $"{task} has no clip to join (status {UserColumns.TextOf(input, nameof(SunoTask.Status))})."
            : $"{task} is not joined as a whole. Give the last clip of the chain: "
            + $"{string.Join(" or ", clips.Select(clip => $"Join-SunoClip {clip}"))}.";
    }

    private protected override SunoSubmission CreateSubmission(SubmissionRow row) => new SunoJoinSubmission
    {
        ClipId = row.Text(nameof(ClipId)),
        Infill = row.Flag(nameof(Infill)),
    };
}
