using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Gets entries of the journal of submissions.</summary>
[Cmdlet(VerbsCommon.Get, "SunoSubmission")]
[OutputType(typeof(SunoSubmissionRecord))]
public sealed class GetSunoSubmissionCommand : WaitingCommand
{
    private readonly HashSet<string> _taskIds = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of the submissions; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(SubmissionNameCompleter))]
    public string[]? Name { get; set; }

    /// <summary>The ids of the tasks.</summary>
    [Parameter(ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "task_id")]
    [ArgumentCompleter(typeof(TaskIdCompleter))]
    [TaskReferenceTransformation]
    public SunoTaskReference[]? TaskId { get; set; }

    /// <summary>The ids of the entries.</summary>
    [Parameter]
    public string[]? EntryId { get; set; }

    /// <summary>The outcomes.</summary>
    [Parameter]
    public SunoSubmissionState[]? State { get; set; }

    /// <summary>The names or hosts of the gateways; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(JournalGatewayCompleter))]
    public string[]? Gateway { get; set; }

    /// <summary>The earliest time of submission.</summary>
    [Parameter]
    public DateTime? Since { get; set; }

    /// <summary>The latest time of submission.</summary>
    [Parameter]
    public DateTime? Until { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (SunoTaskReference reference in TaskId ?? [])
        {
            if (!string.IsNullOrWhiteSpace(reference.TaskId))
            {
                _taskIds.Add(reference.TaskId);
            }
            else if (!reference.HasId && TaskReferences.StateWithoutTask(reference) is null)
            {
                WriteError(ErrorRecords.Create(reference.Fault!, reference.Source));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (MyInvocation.ExpectingInput && _taskIds.Count == 0)
        {
            return;
        }

        var faults = new List<SunoApiException>();
        var missing = new HashSet<string>(_taskIds, _taskIds.Comparer);
        foreach (SunoSubmissionRecord record in Select(JournalAccess.Read(
            this, journal => journal.Read(Since, Until, faults.Add, StopToken))))
        {
            missing.Remove(record.TaskId ?? "");
            WriteObject(UserColumns.Add(record, record.Columns));
        }

        JournalAccess.Report(this, faults);
        foreach (string taskId in missing)
        {
            var error = new SunoApiException(
                SunoErrorKind.TaskNotFound,
                $"The journal has no entry with the task id '{taskId}' that fits. Only submissions of this user on "
                    + "this machine are in it.");
            WriteError(ErrorRecords.Create(error, taskId));
        }
    }

    private IEnumerable<SunoSubmissionRecord> Select(IEnumerable<SunoSubmissionRecord> records)
    {
        Func<string?, bool> isName = Matcher(Name);
        Func<string?, bool> isGateway = Matcher(Gateway);
        return records.Where(record =>
            (_taskIds.Count == 0 || (record.TaskId is { } taskId && _taskIds.Contains(taskId)))
            && (EntryId is null || EntryId.Contains(record.EntryId, StringComparer.OrdinalIgnoreCase))
            && (State is null || State.Contains(record.State))
            && isName(record.Name)
            && isGateway(record.Gateway));
    }

    /// <summary>Returns a function that compares with patterns; an invalid pattern ends the command.</summary>
    private Func<string?, bool> Matcher(string[]? patterns)
    {
        if (patterns is null)
        {
            return static _ => true;
        }

        try
        {
            var wildcards = Array.ConvertAll(
                patterns, static pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase));
            _ = wildcards.Any(static wildcard => wildcard.IsMatch(""));
            return text => Array.Exists(wildcards, wildcard => wildcard.IsMatch(text ?? ""));
        }
        catch (WildcardPatternException exception)
        {
            var error = new SunoApiException(SunoErrorKind.InvalidArgument, exception.Message, exception);
            ThrowTerminatingError(ErrorRecords.Create(error, patterns));
            throw;
        }
    }
}
