using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Gets entries of the journal of submissions.</summary>
[Cmdlet(VerbsCommon.Get, "SunoSubmission")]
[OutputType(typeof(SunoSubmissionRecord))]
public sealed class GetSunoSubmissionCommand : PSCmdlet
{
    private readonly HashSet<string> _taskIds = new(StringComparer.Ordinal);

    /// <summary>The ids of the tasks.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "task_id")]
    [ArgumentCompleter(typeof(TaskIdCompleter))]
    public string[]? TaskId { get; set; }

    /// <summary>The names of the submissions; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>The outcomes.</summary>
    [Parameter]
    public SunoSubmissionState[]? State { get; set; }

    /// <summary>The names or hosts of the gateways.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(JournalGatewayCompleter))]
    public string[]? Gateway { get; set; }

    /// <summary>The earliest time of submission.</summary>
    [Parameter]
    public DateTime? Since { get; set; }

    /// <summary>The latest time of submission.</summary>
    [Parameter]
    public DateTime? Until { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => _taskIds.UnionWith(TaskId ?? []);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if ((MyInvocation.ExpectingInput && _taskIds.Count == 0) || JournalAccess.Open(this) is not { } journal)
        {
            return;
        }

        WildcardPattern[]? names = Name is null
            ? null
            : Array.ConvertAll(Name, name => new WildcardPattern(name, WildcardOptions.IgnoreCase));
        var missing = new HashSet<string>(_taskIds, StringComparer.Ordinal);
        foreach (SunoSubmissionRecord record in JournalAccess.Read(this, journal, Since, Until))
        {
            bool isMeant = _taskIds.Count == 0 || (record.TaskId is not null && _taskIds.Contains(record.TaskId));
            if (isMeant
                && (names is null || names.Any(name => name.IsMatch(record.Name ?? "")))
                && (State is null || State.Contains(record.State))
                && (Gateway is null || Gateway.Contains(record.Gateway, StringComparer.OrdinalIgnoreCase)))
            {
                missing.Remove(record.TaskId ?? "");
                WriteObject(record);
            }
        }

        foreach (string taskId in missing)
        {
            var error = new SunoApiException(
                SunoErrorKind.TaskNotFound,
                $"The journal has no such submission with the task id '{taskId}'. Only submissions of this user on "
                    + "this machine are in it.");
            WriteError(ErrorRecords.Create(error, taskId));
        }
    }
}
