using System.Collections;
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

    /// <summary>The rows of the submissions with unread results.</summary>
    private readonly Queue<SubmissionRow> _rows = new();

    /// <summary>The submitted tasks that <see cref="Wait"/> still waits for, each with its rows.</summary>
    private readonly Dictionary<(SunoConnection, string), List<(SunoTaskReference Row, SunoTask Task)>> _waiting = [];

    /// <summary>The clients for other gateways, whose submissions are submitted again.</summary>
    private readonly Dictionary<string, SunoClient> _clients = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The entries of the journal that are submitted again.</summary>
    private readonly HashSet<(string Content, string? Name)> _again = [];

    private readonly SortedSet<string> _hiddenColumns = new(StringComparer.OrdinalIgnoreCase);
    private readonly SubmitSummary _summary = new();
    private SunoSubmissionJournal? _journal;
    private IDisposable? _lock;
    private SunoClient _client = null!;
    private bool _hasCheckedWait;
    private SunoSubmissionPipeline? _pipeline;
    private SubmissionInput _input = null!;
    private EarlierSubmissions _earlier = null!;
    private SubmitProgress? _progress;
    private WaitProgress? _waitProgress;
    private SeenTasks _seenTasks = null!;
    private UnreportedSubmissions? _unreported;
    private bool _isReady;
    private int _read;

    /// <summary>What ends the command once all submissions in flight are output: an error, or a warning.</summary>
    private Action? _end;

    private protected SubmitCommand()
    {
    }

    /// <summary>A row, an object or a text from the pipeline.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RowSet, ValueFromPipeline = true, DontShow = true)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>A name for the task, which the output has as property <c>Name</c>. It is not sent.</summary>
    [Parameter]
    [AllowEmptyString]
    [RowColumn]
    public string? Name { get; set; }

    /// <summary>Further members of the request, by their names on the wire.</summary>
    [Parameter]
    [ValidateNotNull]
    [RowColumn]
#pragma warning disable CA2227 // PowerShell sets it.
    public IDictionary? AdditionalProperty { get; set; }
#pragma warning restore CA2227

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

    /// <inheritdoc cref="TaskCommand.Connection"/>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public SunoConnection? Connection { get; set; }

    /// <summary>The kind of the submissions in the journal.</summary>
    internal abstract string Kind { get; }

    /// <summary>The parameter that takes a text from the pipeline.</summary>
    internal abstract string TextParameter { get; }

    /// <summary>The texts that are an argument, one submission each; null for none.</summary>
    private protected abstract IReadOnlyList<string?>? Texts { get; }

    /// <summary>Returns why an object of a gateway cannot be submitted, with advice; null if it can.</summary>
    /// <param name="input">The object.</param>
    /// <param name="type">Its type: a task that did not fail, a clip or lyrics.</param>
    internal abstract string? RefusalOf(PSObject input, Type type);

    /// <summary>Creates the submission of a row.</summary>
    /// <exception cref="SunoApiException">A value cannot be read.</exception>
    private protected abstract SunoSubmission CreateSubmission(SubmissionRow row);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _journal = OpenJournal();
        _unreported = new UnreportedSubmissions(
            this, PreferenceOf("Warning") is ActionPreference.SilentlyContinue or ActionPreference.Ignore);
        _client = OpenClient(Connection, _journal);
        if (!Wait && new[] { nameof(TimeoutSec), nameof(PollingIntervalSec) }
            .FirstOrDefault(MyInvocation.BoundParameters.ContainsKey) is { } unused)
        {
            Warn($"-{unused} has no effect without -Wait.");
        }

        _pipeline = _client.OpenSubmissionPipeline(ThrottleLimit == 0 ? null : ThrottleLimit, Resume, StopToken);
        _pipeline.ClosesAtError = PreferenceOf("Error") == ActionPreference.Stop;
        _earlier = new EarlierSubmissions(_journal, WarnOfJournal, StopToken);
        _input = new SubmissionInput(this, _earlier);
        _progress = new SubmitProgress(this);
        _seenTasks = RunspaceState.Current.SeenTasks;
        if (Resume && _journal is null)
        {
            ThrowInvalid(
                $"-Resume needs the journal of submissions, which is off. {EnvironmentSettings.JournalName} sets its "
                    + "folder.");
        }

        LockJournal();
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => WarnIfEnded(() =>
    {
        if (ParameterSetName == RowSet)
        {
            Submit(_input.ReadPiped(InputObject));
        }
        else
        {
            foreach (string? text in Texts ?? [null])
            {
                Submit(_input.ReadArgument(text));
            }
        }
    });

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => WarnIfEnded(Complete);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _unreported?.WarnAfterStop(Unreported);
            _pipeline?.Dispose();
            _lock?.Dispose();
        }
    }

    /// <summary>
    /// Writes a warning. If warnings end the command, nothing more is sent, and submissions in flight are output first.
    /// </summary>
    internal override void Warn(string text)
    {
        if (_pipeline is not null && PreferenceOf("Warning") == ActionPreference.Stop)
        {
            _pipeline.Close();
            _end ??= () => base.Warn(text);
        }
        else
        {
            base.Warn(text);
        }
    }

    private protected override void Flush()
    {
        base.Flush();
        _progress?.Show();
        _waitProgress?.Flush();
    }

    /// <summary>The submissions that the command has sent but not output.</summary>
    private UnreportedCount Unreported => _pipeline is null ? default : new UnreportedCount(
        Math.Max(0, _pipeline.AcceptedCount - _read) + _waiting.Count, _pipeline.InFlightCount, _pipeline.IsJournaled);

    private void Submit(SubmissionRow? row)
    {
        if (row is null)
        {
            return;
        }

        PreparedSubmission? prepared = Prepare(row);
        if (prepared is not null && (IsSettled(row, prepared) || !ShouldSubmit(row, prepared)))
        {
            prepared = null;
        }

        EndIfDue();
        if (prepared is not null)
        {
            Add(row, prepared);
        }
        else if (row.Fault is not null || (row.Earlier is not null && !IsWhatIf))
        {
            _rows.Enqueue(row);
            _progress!.Begin();
            WriteReady();
            if (_pipeline!.ClosesAtError && row.Fault is not null)
            {
                // Rows after the one with the error are not submitted.
                WriteAll();
            }
        }

        EndIfDue();
    }

    /// <summary>Returns the request of a row; null if it cannot be submitted.</summary>
    private PreparedSubmission? Prepare(SubmissionRow row)
    {
        try
        {
            if (row.Fault is not null)
            {
                throw row.Fault;
            }

            SunoClient client = ClientOf(row.Origin?.Gateway);
            SunoSubmission submission = CreateSubmission(row) with
            {
                Name = row.Name,
                Columns = row.PlainColumns,
                AdditionalProperties = row.Members(nameof(AdditionalProperty)),
            };
            row.Submission = submission;
            row.Connection = client.Connection;
            return client.Prepare(submission, row.Number == 0 ? null : row.Label);
        }
        catch (SunoApiException fault)
        {
            row.Fault = fault;
            _summary.Invalid++;
            return null;
        }
    }

    /// <summary>Returns the client for a gateway: the session's connection to it.</summary>
    private SunoClient ClientOf(string? gateway)
    {
        string current = _client.Connection.Gateway;
        if (Connection is not null || string.IsNullOrEmpty(gateway)
            || string.Equals(gateway, current, StringComparison.OrdinalIgnoreCase))
        {
            return _client;
        }

        if (!_clients.TryGetValue(gateway!, out SunoClient? client))
        {
            SunoConnection connection = RunspaceState.Current.FindConnection(gateway!) ?? throw new SunoApiException(
                SunoErrorKind.InvalidArgument,
                $"The submission is from the gateway {gateway}, and this session is connected to {current}. Connect to "
                    + $"{gateway} first, or choose a connection with -Connection.");
            client = new SunoClient(connection, Messages, _journal);
            _clients.Add(gateway!, client);
        }

        return client;
    }

    /// <summary>True if a submission of the journal takes the place of the row, which is not sent.</summary>
    private bool IsSettled(SubmissionRow row, PreparedSubmission prepared)
    {
        if (!Resume && row.Origin is null)
        {
            return false;
        }

        JournalLine? entry = _earlier.Find(prepared);
        bool isAccepted = entry is { State: SunoSubmissionState.Accepted };
        if (row.Origin is { } origin)
        {
            // An entry or a failed task is submitted again, unless that was done before.
            bool isDone = origin.IsAccepted
                || (isAccepted && entry!.Time.UtcDateTime > origin.Time.ToUniversalTime())
                || !_again.Add((prepared.Line.Content, prepared.Line.Name));
            if (!isDone || !Resume)
            {
                _summary.LeftOut += isDone ? 1 : 0;
                return isDone;
            }
        }

        if (entry is null)
        {
            return false;
        }

        if (isAccepted)
        {
            row.Earlier = entry.ToTask();
            _summary.Accepted++;
        }
        else
        {
            row.Fault = new SunoApiException(
                SunoErrorKind.SubmissionUnknown,
                $"It was submitted at {EarlierSubmissions.TimeOf(entry.Time)}, and its outcome is not known: it may be "
                    + "charged. To submit all such entries again: "
                    + "Get-SunoSubmission -State Unknown, Pending | " + MyInvocation.MyCommand.Name);
            _summary.Unknown++;
        }

        return true;
    }

    private bool ShouldSubmit(SubmissionRow row, PreparedSubmission prepared)
    {
        string request = ShownText.Lines(prepared.Preview);
        string question = $"Submit this? It can cost money.{Environment.NewLine}{request}";
        if (!Resume && row.Origin is null && _earlier.RepeatOf(prepared) is { } repeat)
        {
            repeat = ShownText.Line(repeat);
            Warn(repeat);
            question = repeat + Environment.NewLine + question;
        }

        if (_end is not null)
        {
            return false;
        }

        string line = SubmitSummary.LineOf(prepared);
        bool isMeant = ShouldProcess(
            line, question, $"Submit to {prepared.Line.Gateway}", out ShouldProcessReason reason);
        if (isMeant || reason == ShouldProcessReason.WhatIf)
        {
            DebugSafe.WriteVerbose(this, request);
        }

        if (reason == ShouldProcessReason.WhatIf)
        {
            _summary.WouldSubmit++;
        }
        else if (isMeant)
        {
            CheckJournal();
            CheckWait();
        }

        return isMeant && _end is null;
    }

    /// <summary>Lets only one command at a time resume from the journal, which it reads once.</summary>
    private void LockJournal()
    {
        if (!Resume || IsWhatIf)
        {
            return;
        }

        try
        {
            _lock = _journal!.Lock(Kind);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            ThrowInvalid(
                $"-Resume needs the journal of submissions in '{_journal!.Folder}' for itself: "
                    + $"{ExceptionText.Of(exception, KeyMask.None)}. If another command resumes from it, wait for that "
                    + $"command; {EnvironmentSettings.JournalName} sets another folder.");
        }
    }

    /// <summary>Warns of a part of the journal that cannot be read; -Resume could submit its entries again.</summary>
    private void WarnOfJournal(string text, SunoApiException fault)
    {
        if (Resume && !fault.IsTransient)
        {
            ThrowInvalid($"{fault.Message} -Resume needs the whole journal. Repair the file, or move it away.");
        }

        Warn(text);
    }

    /// <summary>Tests the journal before the first submission, if nothing may be sent without it.</summary>
    private void CheckJournal()
    {
        if (_isReady)
        {
            return;
        }

        _isReady = true;
        bool isStopping = PreferenceOf("Warning") == ActionPreference.Stop;
        if (_journal is null || !(Resume || isStopping) || _journal.FindFault() is not { } fault)
        {
            return;
        }

        string text = $"The journal of submissions in '{_journal.Folder}' cannot be written: "
            + $"{ExceptionText.Of(fault, KeyMask.None)}.";
        if (Resume)
        {
            ThrowInvalid($"{text} -Resume needs it. Set another folder with {EnvironmentSettings.JournalName}.");
        }

        Warn(text);
    }

    /// <summary>Ends the command before anything is charged if the key cannot fetch what it submits.</summary>
    private void CheckWait()
    {
        if (Wait && !_hasCheckedWait && !_client.Connection.HasFetched
            && FindFetchFault(_client) is { IsKeyRefused: true } error)
        {
            ThrowTerminatingError(ErrorRecords.Create(error, target: null));
        }

        _hasCheckedWait = true;
    }

    /// <summary>Adds a submission to the pipeline, and writes results meanwhile.</summary>
    private void Add(SubmissionRow row, PreparedSubmission prepared)
    {
        while (!_pipeline!.TryAdd(prepared))
        {
            if (_pipeline.IsClosed)
            {
                WriteAll();
                return;
            }

            WriteNext();
        }

        _rows.Enqueue(row);
        _progress!.Begin();
        WriteReady();
    }

    /// <summary>Waits for the next result, and writes all available ones.</summary>
    private void WriteNext()
    {
        WaitFor(_pipeline!.WaitToReadAsync());
        WriteReady();
    }

    private void WriteReady()
    {
        while (_rows.Count > 0)
        {
            SubmissionRow row = _rows.Peek();
            SunoTask? task = row.Earlier;
            SunoApiException? error = row.Fault;
            if (task is null && error is null)
            {
                if (!_pipeline!.TryRead(out SunoSubmissionResult result))
                {
                    return;
                }

                (task, error) = (result.Task, result.Error);
                _read += task is null ? 0 : 1;
            }

            _rows.Dequeue();
            _progress!.End(isSubmitted: task is not null);
            Write(row, task, error);
        }
    }

    private void WriteAll()
    {
        WriteReady();
        while (_rows.Count > 0)
        {
            WriteNext();
        }
    }

    private void Write(SubmissionRow row, SunoTask? task, SunoApiException? error)
    {
        if (task is not null)
        {
            Write(row, task);
            return;
        }

        if (error is null)
        {
            // The submission was not sent, because the command ends.
            return;
        }

        ErrorRecord record = ErrorRecords.CreateForSubmission(error, row);
        if (error.IsKeyRefused || _pipeline!.ClosesAtError)
        {
            // Ends the command only after the submissions in flight, so that accepted ones are not lost.
            _pipeline!.Close();
            if (_end is null)
            {
                _end = () => ThrowTerminatingError(record);
                return;
            }

            // Only one error can be terminating.
            base.Warn(record.ToString());
        }
        else
        {
            WriteError(record);
        }
    }

    private void Write(SubmissionRow row, SunoTask task)
    {
        _seenTasks.Add(task);
        var reference = new SunoTaskReference(task.TaskId)
        {
            Action = task.Action,
            Gateway = task.Gateway,
            Columns = row.Columns,
            Connection = row.Connection,
        };
        if (!Wait)
        {
            WriteTask(task, row.Columns);
            return;
        }

        // Shows the id to users who end the wait early.
        DebugSafe.WriteVerbose(this, $"Submitted as task {task.TaskId}.");
        (SunoConnection, string) key = (row.Connection!, task.TaskId);
        if (!_waiting.TryGetValue(key, out List<(SunoTaskReference, SunoTask)>? rows))
        {
            _waiting[key] = rows = [];
        }

        rows.Add((reference, task));
    }

    private void WriteTask(SunoTask task, IReadOnlyList<KeyValuePair<string, object?>> columns) =>
        WriteObject(UserColumns.Add(task, columns, _hiddenColumns));

    private void Complete()
    {
        WriteAll();
        WaitFor(_pipeline!.WaitToReadAsync());
        _lock?.Dispose();
        EndIfDue();
        _progress!.Complete();
        _summary.Write(this, IsWhatIf, _journal?.Folder);
        if (_earlier.FurtherRepeats is { } repeats)
        {
            Warn(repeats);
        }

        if (_waiting.Count > 0)
        {
            WaitForSubmitted();
        }

        if (UserColumns.WarningOf("Tasks", _hiddenColumns) is { } hidden)
        {
            Warn(hidden);
        }

        EndIfDue();
    }

    private void WaitForSubmitted()
    {
        _waitProgress = new WaitProgress(this);
        var options = new SunoWaitOptions
        {
            PollingInterval = TimeSpan.FromSeconds(PollingIntervalSec),
            Timeout = TimeoutSec == 0 ? null : TimeSpan.FromSeconds(TimeoutSec),
        };
        SunoTaskReference[] references = [.. _waiting.Values.Select(static rows => rows[0].Row)];
        foreach (SunoTaskResult result in ReadAll(
            stop => _client.WaitForTasksAsync(references, options, _waitProgress, stop)))
        {
            SunoTaskReference reference = result.Reference;
            if (result.Error is { IsKeyRefused: true } refusal)
            {
                ErrorRecord record = ErrorRecords.Create(refusal.With(Remedy.FetchAccepted), reference.TaskId);
                _end = () => ThrowTerminatingError(record);
                EndIfDue();
            }

            (SunoConnection, string) key = (reference.Connection!, reference.TaskId);
            List<(SunoTaskReference Row, SunoTask Task)> rows = _waiting[key];
            _waiting.Remove(key);
            foreach ((SunoTaskReference row, SunoTask submitted) in rows)
            {
                WriteTask(result.Task?.Copy() ?? submitted, row.Columns);
            }

            if (result.Task is { } task)
            {
                _seenTasks.Add(task);
            }
            else
            {
                WriteError(ErrorRecords.CreateForTask(
                    result.Error!, reference.TaskId, UserColumns.NameOf(reference.Columns)));
            }
        }

        _waitProgress.Complete();
    }

    /// <summary>
    /// Ends the command if an error or a warning requires it. Outputs incomplete tasks before, which are paid for.
    /// </summary>
    private void EndIfDue()
    {
        if (_end is null)
        {
            return;
        }

        WriteAll();
        foreach ((SunoTaskReference row, SunoTask task) in _waiting.Values.SelectMany(static rows => rows))
        {
            WriteTask(task, row.Columns);
        }

        _waiting.Clear();
        _progress!.Complete();
        _waitProgress?.Complete();
        _end();
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
            _unreported!.Warn(Unreported);
            throw;
        }
    }

    /// <summary>Returns the value of a preference, from its parameter or variable; null if it is invalid.</summary>
    private ActionPreference? PreferenceOf(string stream)
    {
        object? preference = MyInvocation.BoundParameters.TryGetValue(stream + "Action", out object? given)
            ? given
            : GetVariableValue(stream == "Error" ? "ErrorActionPreference" : stream + "Preference");
        return LanguagePrimitives.TryConvertTo(preference, out ActionPreference action) ? action : null;
    }

    private bool IsWhatIf => MyInvocation.BoundParameters.TryGetValue("WhatIf", out object? given)
        ? LanguagePrimitives.IsTrue(given)
        : LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    private SunoSubmissionJournal? OpenJournal()
    {
        try
        {
            return EnvironmentSettings.OpenJournal();
        }
        catch (SunoApiException error)
        {
            if (Resume)
            {
                ThrowTerminatingError(ErrorRecords.Create(error, target: null));
            }

            base.Warn(error.Message);
            return null;
        }
    }

    private void ThrowInvalid(string text) => ThrowTerminatingError(ErrorRecords.Create(
        new SunoApiException(SunoErrorKind.InvalidArgument, text), target: null));
}
