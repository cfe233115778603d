namespace SunoPS.Commands;

/// <summary>Gets entries of the journal of submissions.</summary>
[Cmdlet(VerbsCommon.Get, "SunoSubmission")]
[OutputType(typeof(SunoSubmissionRecord))]
public sealed class GetSunoSubmissionCommand : SunoCommand
{
    private readonly HashSet<string> _taskIds = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of the submissions; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
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
    [ValidateNotNullOrEmpty]
    public string[]? EntryId { get; set; }

    /// <summary>The outcomes.</summary>
    [Parameter]
    [WordsTransformation]
    [ValidateNotNullOrEmpty]
    public SunoSubmissionState[]? State { get; set; }

    /// <summary>The names or hosts of the gateways; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(JournalGatewayCompleter))]
    public string[]? Gateway { get; set; }

    /// <summary>The earliest time of submission.</summary>
    [Parameter]
    public DateTime? Since { get; set; }

    /// <summary>The latest time of submission.</summary>
    [Parameter]
    public DateTime? Until { get; set; }

    private protected override void Process()
    {
        foreach (SunoTaskReference reference in TaskId ?? [])
        {
            if (!string.IsNullOrWhiteSpace(reference.TaskId))
            {
                _taskIds.Add(reference.TaskId);
            }
            else if (!(reference.HasId && MyInvocation.ExpectingInput)
                && TaskReferences.StateWithoutTask(reference) is null)
            {
                WriteError(reference.Fault!, reference.Source);
            }
        }
    }

    private protected override void End()
    {
        bool isById = MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(TaskId));
        if (isById && _taskIds.Count == 0)
        {
            return;
        }

        Predicate<string?> isName = Matcher(Name);
        Predicate<string?> isGateway = Matcher(Gateway);
        var faults = new List<SunoApiException>();
        var missing = new HashSet<string>(_taskIds, _taskIds.Comparer);
        foreach (SunoSubmissionRecord record in OpenJournal()?.Read(Since, Until, faults.Add, StopToken) ?? [])
        {
            if ((_taskIds.Count == 0 || _taskIds.Contains(record.TaskId ?? ""))
                && EntryId?.Contains(record.EntryId, StringComparer.OrdinalIgnoreCase) != false
                && State?.Contains(record.State) != false
                && isName(record.Name) && isGateway(record.Gateway))
            {
                missing.Remove(record.TaskId ?? "");
                WriteObject(UserColumns.Add(record, record.Columns));
            }
        }

        foreach (SunoApiException fault in faults)
        {
            // An error for a whole file, a warning for some of its lines.
            if (fault.InnerException is null)
            {
                Warn(fault.Message);
            }
            else
            {
                WriteError(fault, target: null);
            }
        }

        foreach (string taskId in missing)
        {
            WriteError(
                new SunoApiException(
                    SunoErrorKind.TaskNotFound,
                    $"The journal has no entry with the task id '{taskId}' that fits. Only submissions of this user on "
                    + "this machine are in it."),
                taskId);
        }
    }

    /// <summary>Returns a function that compares with patterns; everything matches if there are none.</summary>
    private static Predicate<string?> Matcher(string[]? patterns)
    {
        WildcardPattern[]? wildcards =
            patterns?.Select(static pattern => new WildcardPattern(pattern, WildcardOptions.IgnoreCase)).ToArray();
        try
        {
            _ = wildcards?.Any(static wildcard => wildcard.IsMatch(""));
        }
        catch (WildcardPatternException exception)
        {
            throw SunoApiException.Invalid(exception.Message);
        }

        return text => wildcards is null || Array.Exists(wildcards, wildcard => wildcard.IsMatch(text ?? ""));
    }
}
