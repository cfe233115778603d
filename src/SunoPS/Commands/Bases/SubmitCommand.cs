using System.Collections;

namespace SunoPS.Commands;

/// <summary>The base of cmdlets that submit: in order, each row has one task or one error, charged once.</summary>
public abstract class SubmitCommand : ConnectedCommand
{
    /// <summary>The parameter set of rows from the pipeline. The underscore hides it from the help.</summary>
    private protected const string RowSet = "_Row";

    /// <summary>The entries of the journal that are submitted again.</summary>
    private readonly HashSet<(string Content, string? Name)> _again = [];

    /// <summary>The submitted rows whose tasks <see cref="Wait"/> waits for.</summary>
    private readonly HashSet<SubmissionRow> _awaited = [];

    private readonly SortedSet<string> _hiddenColumns = new(StringComparer.OrdinalIgnoreCase);
    private readonly SubmitSummary _summary = new();
    private SubmitJournal _journal = null!;
    private SunoClient _client = null!;
    private bool _hasCheckedWait;
    private SunoSubmissionPipeline? _pipeline;
    private RowPipeline _rows = null!;
    private OrderedPump<SubmissionRow, SubmissionRow> _pump = null!;
    private SubmissionInput _input = null!;
    private UnreportedSubmissions? _unreported;

    /// <summary>What ends the command once all submissions in flight are output: an error, or a warning.</summary>
    private Action? _end;

    /// <summary>A row, an object or a text from the pipeline.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RowSet, ValueFromPipeline = true, DontShow = true)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>A name for the task, which the output has as property <c>Name</c>. It is not sent.</summary>
    [Parameter]
    public string? Name { get; set; }

    /// <summary>The address for notifications of changes.</summary>
    [Parameter]
    [Alias("notify_hook")]
    [UriTransformation]
    public Uri? NotifyHook { get; set; }

    /// <summary>Further members of the request, by their names on the wire.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? AdditionalProperty { get; set; }

    /// <summary>Leaves out submissions that the journal has, and outputs their tasks.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

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

    /// <summary>The kind of the submissions in the journal.</summary>
    internal abstract string Kind { get; }

    /// <summary>The parameter of texts, one submission each, which also takes a text from the pipeline.</summary>
    internal abstract string TextParameter { get; }

    /// <summary>Returns why a task that did not fail, a clip or lyrics cannot be submitted; null if it can.</summary>
    internal abstract string? RefusalOf(PSObject input, Type type);

    /// <summary>Creates the submission of a row. A value that cannot be read is an error.</summary>
    private protected abstract SunoSubmission CreateSubmission(SubmissionRow row);

    private protected override void Begin()
    {
        _journal = new SubmitJournal(this);
        _client = OpenClient(Connection, _journal.Journal);
        if (!Wait && new[] { nameof(TimeoutSec), nameof(PollingIntervalSec) }
            .FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } unused)
        {
            Warn($"-{unused} has no effect without -Wait.");
        }

        _pipeline = _client.OpenSubmissionPipeline(ThrottleLimit == 0 ? null : ThrottleLimit, Resume, StopToken);
        _pipeline.ClosesAtError = PreferenceOf("Error") == ActionPreference.Stop;
        _rows = new RowPipeline(_pipeline, Resume);
        _pump = new OrderedPump<SubmissionRow, SubmissionRow>(this, _rows, Write);
        _unreported = new UnreportedSubmissions(this, _pipeline, PreferenceOf("Warning"), () =>
            _rows.UnreadCount + _awaited.Select(static row => (row.Connection, row.Task!.TaskId)).Distinct().Count());
        _input = new SubmissionInput(this, _journal);
        Progress = new ProgressBar(this, "Submitting to Suno", () => _summary.Progress);
        _journal.Check();
    }

    private protected sealed override void Process()
    {
        if (ParameterSetName == RowSet)
        {
            Submit(_input.ReadPiped(InputObject));
            return;
        }

        object? given = MyInvocation.BoundParameters.GetValueOrDefault(TextParameter);
        foreach (object? item in given as Array ?? new[] { given })
        {
            // Without any text, other parameters describe the submission.
            string? text = item is Uri uri ? uri.OriginalString : (string?)item;
            Submit(_input.ReadArgument(given is null ? null : text ?? ""));
        }
    }

    private protected sealed override void End()
    {
        _pump.Complete();
        _journal.Unlock();
        EndIfDue();
        _summary.Write(this, _journal.Journal?.Folder);
        _journal.WarnOfFurtherRepeats();
        if (_awaited.Count > 0)
        {
            WriteAwaited();
        }

        UserColumns.WarnOf(_hiddenColumns, this, "Tasks");
        EndIfDue();
    }

    private protected override void EndEarly() => _unreported?.Warn();

    private protected override void CleanUp()
    {
        _unreported?.WarnAfterStop();
        _pipeline?.Dispose();
        _journal?.Unlock();
    }

    /// <summary>Writes a warning. If it ends the command, the rows before it are submitted and output first.</summary>
    internal override void Warn(string text)
    {
        if (_pipeline is null || PreferenceOf("Warning") != ActionPreference.Stop)
        {
            base.Warn(text);
            return;
        }

        _end ??= () =>
        {
            base.Warn(text);

            // Under -Debug, it was only a debug message.
            throw SunoApiException.Invalid(text);
        };
    }

    /// <summary>Writes a warning of requests. If warnings end the command, nothing more is sent.</summary>
    internal override void WarnOfRequests(string text)
    {
        if (PreferenceOf("Warning") == ActionPreference.Stop)
        {
            _pipeline?.Close();
        }

        Warn(text);
    }

    internal bool IsWhatIf => LanguagePrimitives.IsTrue(
        MyInvocation.BoundParameters.GetValueOrDefault("WhatIf") ?? GetVariableValue("WhatIfPreference"));

    private void Submit(SubmissionRow? row)
    {
        if (row is null)
        {
            return;
        }

        if (row.Fault is null)
        {
            Prepare(row);
        }

        _summary.Invalid += row.Fault is null ? 0 : 1;
        bool isSent = !row.IsSettled && !IsReplaced(row) && ShouldSubmit(row);
        EndIfDue();
        if (isSent || row.Fault is not null || (row.Task is not null && !IsWhatIf))
        {
            _summary.ToGo++;
            _pump.Add(row);
            if (row.Fault is not null && _pipeline!.ClosesAtError)
            {
                // Rows after the one with the error are not submitted.
                _pump.Complete();
            }

            EndIfDue();
        }
    }

    /// <summary>Makes the request of a row, or notes why it cannot be submitted.</summary>
    private void Prepare(SubmissionRow row)
    {
        try
        {
            row.Connection = RunspaceState.Current.ConnectionFor(
                row.Origin?.Gateway, "The submission", Connection, _client.Connection);
            row.Submission = CreateSubmission(row) with
            {
                Name = row.Name,
                Columns = row.PlainColumns,
                NotifyHook = row.Text(nameof(NotifyHook)),
                AdditionalProperties = row.Members(nameof(AdditionalProperty)),
            };
            SunoClient client = row.Connection == _client.Connection
                ? _client : new SunoClient(row.Connection, Messages);
            row.Prepared = client.Prepare(row.Submission, row.Number == 0 ? null : row.Label);
            row.Prepared.RepeatedTime = row.Origin?.Time.ToUniversalTime() ?? default;
        }
        catch (SunoApiException fault)
        {
            row.Fault = fault;
        }
    }

    /// <summary>True if a submission of the journal takes the place of the row, which is not sent.</summary>
    private bool IsReplaced(SubmissionRow row)
    {
        if (!Resume && row.Origin is null)
        {
            return false;
        }

        JournalLine? entry = _journal.Find(row.Prepared!);
        bool isAccepted = entry is { State: SunoSubmissionState.Accepted };
        if (row.Origin is { } origin)
        {
            // An entry or a failed task is submitted again, unless that was done before.
            int later = isAccepted ? entry!.Time.UtcDateTime.CompareTo(origin.Time.ToUniversalTime()) : -1;
            bool isDone = origin.State == SunoSubmissionState.Accepted

                // The entry itself can have its outcome by now.
                || later > 0 || (later == 0 && origin.State is not null)
                || !_again.Add(row.Key);
            JournalLine? open = isDone ? null : _journal.FindOpenSince(row.Prepared!, origin);
            if (open is not null)
            {
                RefuseUnknown(row, open);
                return true;
            }

            if (!isDone || !Resume || (entry is null && origin.State == SunoSubmissionState.Accepted))
            {
                _summary.LeftOut += isDone ? 1 : 0;
                return isDone;
            }
        }

        if (isAccepted)
        {
            row.Task = entry!.ToTask();
            _summary.AcceptedBefore++;
        }
        else if (entry is not null)
        {
            RefuseUnknown(row, entry);
        }

        return entry is not null;
    }

    private void RefuseUnknown(SubmissionRow row, JournalLine entry)
    {
        row.Fault = new SunoApiException(
            SunoErrorKind.SubmissionUnknown,
            $"It may have been submitted at {SubmitJournal.TimeOf(entry)}, and charged: its outcome is "
                + "not known. Get-SunoAccount shows what was used. To submit all such entries again: "
                + "Get-SunoSubmission -State Unknown, Pending | " + MyInvocation.MyCommand.Name);
        _summary.UnknownBefore++;
    }

    private bool ShouldSubmit(SubmissionRow row)
    {
        PreparedSubmission prepared = row.Prepared!;
        string request = ShownText.Lines(prepared.Preview);
        string question = $"Submit this? It can cost money.{Environment.NewLine}{request}";
        if (!Resume && _journal.RepeatOf(prepared, row.Origin) is { } repeat)
        {
            repeat = ShownText.Line(repeat);
            Warn(repeat);
            question = repeat + Environment.NewLine + question;
        }

        if (_end is not null)
        {
            return false;
        }

        bool isMeant = ShouldProcess(
            SubmitSummary.LineOf(prepared), question, $"Submit to {prepared.Line.Gateway}",
            out ShouldProcessReason reason);
        if (reason == ShouldProcessReason.WhatIf)
        {
            WriteVerbose(request);
            _summary.WouldSubmit++;
        }
        else if (isMeant && Wait && !_hasCheckedWait)
        {
            // Ends the command before anything is charged if the key cannot fetch what it submits.
            _hasCheckedWait = true;
            if (!_client.Connection.HasFetched
                && WaitFor(_client.FindFetchFaultAsync(StopToken))
                    is ({ IsKeyRefused: true } or { Kind: SunoErrorKind.Forbidden }) and var error)
            {
                _end = () => throw error;
                return false;
            }
        }

        return isMeant;
    }

    private void Write(SubmissionRow row)
    {
        _summary.ToGo--;
        _ = row.Task is null ? _summary.Failed++ : _summary.Submitted++;
        Progress?.Show();
        if (row.Fault is { } fault)
        {
            WriteError(row, fault);
        }
        else if (row.Task is { } task && !Wait)
        {
            WriteTask(task, row);
        }
        else if (row.Task is not null)
        {
            // Shows the id to users who end the wait early.
            WriteVerbose($"Submitted as task {row.Task.TaskId}.");
            Seen.Add(row.Task);
            _awaited.Add(row);
        }
    }

    private void WriteError(SubmissionRow row, SunoApiException error)
    {
        ErrorRecord record = ErrorRecords.CreateForSubmission(error, row);
        if (!error.IsKeyRefused && !_pipeline!.ClosesAtError)
        {
            WriteError(record);
        }
        else if (_end is null)
        {
            // Ends the command only after the submissions in flight, so that accepted ones are not lost.
            _pipeline!.Close();
            _end = () => ThrowTerminatingError(record);
        }
        else
        {
            // Only one error can be terminating.
            base.Warn($"{record}");
        }
    }

    private void WriteTask(SunoTask task, SubmissionRow row)
    {
        _awaited.Remove(row);
        Seen.Add(task);
        WriteObject(UserColumns.Add(task, row.Columns, _hiddenColumns));
    }

    /// <summary>Waits for the submitted tasks, and outputs each as it completes. Equal rows share a task.</summary>
    private void WriteAwaited()
    {
        ILookup<(SunoConnection?, string), SubmissionRow> rows =
            _awaited.ToLookup(static row => (row.Connection, row.Task!.TaskId));
        IEnumerable<SunoTaskReference> references = rows.Select(static same => same.First()).Select(static row =>
            new SunoTaskReference(row.Task!.TaskId)
            {
                Action = row.Task.Action,
                Gateway = row.Task.Gateway,
                Columns = row.Columns,
                Connection = row.Connection,
            });
        foreach (SunoTaskResult result in WaitForTasks(_client, references, PollingIntervalSec, TimeoutSec))
        {
            SunoTaskReference reference = result.Reference;
            if (result.Error is { IsKeyRefused: true } refusal)
            {
                _end = () => ThrowTerminatingError(
                    ErrorRecords.Create(refusal.With(Remedy.FetchAccepted), reference.TaskId));
                EndIfDue();
            }

            foreach (SubmissionRow row in rows[(reference.Connection, reference.TaskId)])
            {
                WriteTask(result.Task?.Copy() ?? row.Task!, row);
            }

            if (result.Error is { } error)
            {
                var record =
                    ErrorRecords.CreateForTask(error, reference.TaskId, UserColumns.NameOf(reference.Columns));
                _end ??= _pipeline!.ClosesAtError ? () => ThrowTerminatingError(record) : null;
                EndIfDue();
                WriteError(record);
            }
        }
    }

    /// <summary>Ends the command if that is due, after submissions in flight and incomplete tasks are output.</summary>
    private void EndIfDue()
    {
        if (_end is not null)
        {
            _pump.Complete();
            foreach (SubmissionRow row in _awaited.ToList())
            {
                WriteTask(row.Task!, row);
            }

            _end();
        }
    }

    /// <summary>Returns the value of a preference, from its parameter or variable; null if it is invalid.</summary>
    internal ActionPreference? PreferenceOf(string stream)
    {
        object? preference = MyInvocation.BoundParameters.GetValueOrDefault(stream + "Action")
            ?? GetVariableValue(stream == "Error" ? "ErrorActionPreference" : stream + "Preference");
        return LanguagePrimitives.TryConvertTo(preference, out ActionPreference action) ? action : null;
    }
}
