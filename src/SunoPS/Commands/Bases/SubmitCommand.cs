using System.Globalization;
using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// The base of cmdlets that submit: each row has one task or one error, in the order of the rows, and is charged only
/// once.
/// </summary>
public abstract class SubmitCommand : WaitingCommand
{
    /// <summary>The parameter set of rows from the pipeline. The underscore hides it from the help.</summary>
    private protected const string RowSet = "_Row";

    private readonly HashSet<string> _unusedColumns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The rows of the submissions with unread results.</summary>
    private readonly Queue<(object? Row, string? Name)> _rows = new();

    /// <summary>The submitted tasks that <see cref="Wait"/> still waits for.</summary>
    private readonly Dictionary<string, (SunoTask Task, string? Name)> _waiting = new(StringComparer.Ordinal);

    private SunoClient _client = null!;
    private SunoSubmissionPipeline? _pipeline;
    private SeenTasks _seenTasks = null!;
    private WaitProgress? _progress;
    private UnreportedSubmissions? _unreported;

    /// <summary>The error that ends the command once all submissions in flight are output.</summary>
    private ErrorRecord? _lastError;

    private protected SubmitCommand()
    {
    }

    /// <summary>A row or a text from the pipeline. The properties of a row bind to parameters.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RowSet, ValueFromPipeline = true, DontShow = true)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>A name for the task, which the output has as property <c>Name</c>. It is not sent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Name { get; set; }

    /// <summary>Waits for the tasks, and outputs each as it completes.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>The time limit of <see cref="Wait"/>, in seconds; none by default.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int TimeoutSec { get; set; }

    /// <summary>The time between two rounds of polling with <see cref="Wait"/>, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 3_600)]
    public int PollingIntervalSec { get; set; } = (int)new SunoWaitOptions().PollingInterval.TotalSeconds;

    /// <summary>Maximum number of submissions in flight; the connection's limit by default.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; }

    /// <inheritdoc cref="TaskCommand.Connection"/>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public SunoConnection? Connection { get; set; }

    /// <summary>Plain text from the pipeline; null for a row, or without pipeline input.</summary>
    private protected string? InputText => InputObject?.BaseObject as string;

    /// <summary>Returns why an object from the pipeline cannot be submitted, with advice; null if it can.</summary>
    private protected abstract string? RefusalOf(PSObject input);

    /// <summary>Creates the submission that the parameters of this row describe.</summary>
    private protected abstract SunoSubmission CreateSubmission();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        SunoSubmissionJournal? journal = OpenJournal();
        bool isSilent = PreferenceOf("WarningAction", "WarningPreference")
            is ActionPreference.SilentlyContinue or ActionPreference.Ignore;
        _unreported = new UnreportedSubmissions(this, isJournaled: journal is not null, isSilent);
        _client = OpenClient(Connection, journal);
        if (!Wait && new[] { nameof(TimeoutSec), nameof(PollingIntervalSec) }
            .FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } unused)
        {
            DebugSafe.WriteWarning(this, $"-{unused} has no effect without -Wait.");
        }

        _pipeline = _client.OpenSubmissionPipeline(ThrottleLimit == 0 ? null : ThrottleLimit, StopToken);
        _seenTasks = RunspaceState.Current.SeenTasks;
        _pipeline.ClosesAtError = PreferenceOf("ErrorAction", "ErrorActionPreference") == ActionPreference.Stop;
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => WarnIfEnded(Submit);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => WarnIfEnded(Complete);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _unreported?.WarnAfterStop(PendingCount);
            _pipeline?.Dispose();
        }
    }

    private protected override void Flush()
    {
        base.Flush();
        _progress?.Flush();
    }

    /// <summary>Number of submissions that the command has sent but not output.</summary>
    private int PendingCount => (_pipeline?.UnreadCount ?? 0) + _waiting.Count;

    private void Submit()
    {
        if (InputObject is not null && RefusalOf(InputObject) is { } refusal)
        {
            var error = new SunoApiException(SunoErrorKind.InvalidArgument, refusal);
            WriteError(ErrorRecords.Create(error, InputObject.BaseObject is PSCustomObject ? InputObject
                : InputObject.BaseObject));
            return;
        }

        WarnOfUnusedColumns();
        SunoSubmission submission = CreateSubmission() with { Name = string.IsNullOrWhiteSpace(Name) ? null : Name };
        if (submission.FindFault() is not null)
        {
            // Does not prompt: it causes an error, even with -WhatIf.
            Add(() => _pipeline!.TryAdd(submission));
            return;
        }

        PreparedSubmission prepared = _client.Prepare(submission);
        if (ShouldSubmit(prepared))
        {
            Add(() => _pipeline!.TryAdd(prepared));
        }
    }

    private bool ShouldSubmit(PreparedSubmission prepared)
    {
        string preview = ShownText.Lines(prepared.Preview);
        string question = $"Submit this? It can cost money.{Environment.NewLine}{preview}";
        if (_client.FindUnresolved(prepared) is { } earlier)
        {
            string repeat = ShownText.Line(RepeatOf(prepared.Submission, earlier));
            DebugSafe.WriteWarning(this, repeat);
            question = repeat + Environment.NewLine + question;
        }

        return ShouldProcess(preview, question, $"Submit to {_client.Connection.Gateway}");
    }

    /// <summary>Adds a submission to the pipeline, and writes results meanwhile.</summary>
    private void Add(Func<bool> tryAdd)
    {
        _rows.Enqueue((InputText ?? (object?)InputObject, Name));
        while (!tryAdd() && WriteNext())
        {
        }

        WriteReady();
        if (_lastError is not null)
        {
            EndWithError(_lastError);
        }
    }

    /// <summary>Waits for the next result, and writes all available ones.</summary>
    /// <returns>False if no result is due.</returns>
    private bool WriteNext()
    {
        bool isDue = WaitFor(_pipeline!.WaitToReadAsync());
        WriteReady();
        return isDue;
    }

    private void WriteReady()
    {
        while (_pipeline!.TryRead(out SunoSubmissionResult result))
        {
            Write(result);
        }
    }

    /// <summary>Warns once of each column without effect, before anything is charged.</summary>
    private void WarnOfUnusedColumns()
    {
        string[] columns =
            [.. SubmissionRow.UnusedColumns(InputObject, MyInvocation.MyCommand).Where(_unusedColumns.Add)];
        if (columns.Length > 0)
        {
            DebugSafe.WriteWarning(
                this,
                $"No parameter of {MyInvocation.MyCommand.Name} takes the "
                + $"{(columns.Length == 1 ? "column" : "columns")} '{string.Join("', '", columns)}'. "
                + "Check the spelling; other columns are used.");
        }
    }

    private void Complete()
    {
        WriteAll();
        if (_lastError is not null)
        {
            EndWithError(_lastError);
        }

        if (_waiting.Count > 0)
        {
            WaitForSubmitted();
        }
    }

    private void WriteAll()
    {
        while (WriteNext())
        {
        }
    }

    /// <summary>
    /// Runs a part of the command. If something ends it early, warns where to find sent submissions.
    /// </summary>
    private void WarnIfEnded(Action part)
    {
        try
        {
            part();
        }
        catch
        {
            _unreported!.Warn(PendingCount);
            throw;
        }
    }

    /// <summary>Returns the value of a common parameter, or of its preference variable; null if invalid.</summary>
    private ActionPreference? PreferenceOf(string parameter, string variable)
    {
        object? preference = MyInvocation.BoundParameters.TryGetValue(parameter, out object? given)
            ? given
            : GetVariableValue(variable);
        return LanguagePrimitives.TryConvertTo(preference, out ActionPreference action) ? action : null;
    }

    private SunoSubmissionJournal? OpenJournal()
    {
        try
        {
            return EnvironmentSettings.OpenJournal();
        }
        catch (SunoApiException error)
        {
            DebugSafe.WriteWarning(this, error.Message);
            return null;
        }
    }

    private static string RepeatOf(SunoSubmission submission, SunoSubmissionRecord earlier)
    {
        string time = earlier.SubmitTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return $"'{submission}' was submitted before, at {time}, and its outcome is not known: it can be charged "
            + $"twice. See it: Get-SunoSubmission -EntryId '{earlier.EntryId}'";
    }

    private void Write(SunoSubmissionResult result)
    {
        (object? row, string? name) = _rows.Dequeue();
        if (result.Task is { } task)
        {
            Write(task, name);
            return;
        }

        if (result.Error is not { } error)
        {
            // The submission was not sent, because an earlier error ends the command.
            return;
        }

        ErrorRecord record = ErrorRecords.CreateForSubmission(error, result.Submission, row);
        if ((error.IsKeyRefused || _pipeline!.ClosesAtError) && _lastError is null)
        {
            // Ends the command only after the submissions in flight, so that accepted ones are not lost.
            _lastError = record;
            _pipeline!.Close();
        }
        else if (_pipeline!.ClosesAtError)
        {
            // Only one error can be terminating.
            DebugSafe.WriteWarning(this, record.ToString());
        }
        else
        {
            WriteError(record);
        }
    }

    private void Write(SunoTask task, string? name)
    {
        _seenTasks.Add(task);
        if (Wait && _waiting.TryAdd(task.TaskId, (task, name)))
        {
            // Shows the id to users who end the wait early.
            DebugSafe.WriteVerbose(this, $"Submitted as task {task.TaskId}.");
        }
        else
        {
            WriteObject(NamedTask.Of(task, name));
        }
    }

    private void WaitForSubmitted()
    {
        _progress = new WaitProgress(this);
        var options = new SunoWaitOptions
        {
            PollingInterval = TimeSpan.FromSeconds(PollingIntervalSec),
            Timeout = TimeoutSec == 0 ? null : TimeSpan.FromSeconds(TimeoutSec),
        };
        IEnumerable<SunoTaskReference> references = _waiting.Values.Select(
            waiting => new SunoTaskReference(waiting.Task.TaskId) { Action = waiting.Task.Action });
        foreach (SunoTaskResult result in ReadAll(
            stop => _client.WaitForTasksAsync(references, options, _progress, stop)))
        {
            if (result.Error is { IsKeyRefused: true })
            {
                EndWithError(ErrorRecords.Create(result.Error, result.TaskId));
            }

            _waiting.Remove(result.TaskId, out (SunoTask Task, string? Name) submitted);
            WriteObject(NamedTask.Of(result.Task ?? submitted.Task, submitted.Name));
            if (result.Task is { } task)
            {
                _seenTasks.Add(task);
            }
            else
            {
                WriteError(ErrorRecords.CreateForTask(result.Error!, result.TaskId, submitted.Name));
            }
        }

        _progress.Complete();
    }

    /// <summary>Throws the error that ends the command. Outputs incomplete tasks before, which are paid for.</summary>
    private void EndWithError(ErrorRecord error)
    {
        WriteAll();
        foreach ((SunoTask task, string? name) in _waiting.Values)
        {
            WriteObject(NamedTask.Of(task, name));
        }

        _waiting.Clear();
        _progress?.Complete();
        ThrowTerminatingError(error);
    }
}
