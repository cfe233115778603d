using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>What the submitting cmdlets have in common: each row leaves as one task or one error, in the order of the rows, and nothing is paid twice.</summary>
public abstract class SunoSubmitCommand : SunoCommand
{
    /// <summary>The parameter set of rows from the pipeline.</summary>
    private protected const string RowSet = "Row";

    private readonly Queue<(object? Row, string? Name)> _rows = new();
    private readonly Dictionary<string, (SunoTask Task, string? Name)> _submitted = new(StringComparer.Ordinal);
    private SunoClient _client = null!;
    private SunoSubmissionPipeline? _pipeline;
    private SeenTasks _seenTasks = null!;
    private WaitProgressBar? _progressBar;
    private bool _stopsAtError;
    private ErrorRecord? _ending;

    private protected SunoSubmitCommand()
    {
    }

    /// <summary>The row as it comes from the pipeline, for its errors; the properties are bound one by one.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RowSet, ValueFromPipeline = true, DontShow = true)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>A name of your own, which the task bears as its property <c>Name</c>. It is not sent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string? Name { get; set; }

    /// <summary>Waits until the tasks are done, and gives them then.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>The most submissions under way at once; the connection's limit where not given.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; }

    /// <summary>A plain text from the pipeline; null where a row came, or nothing.</summary>
    private protected string? InputText => InputObject?.BaseObject as string;

    /// <summary>What the parameters of this row ask for.</summary>
    private protected abstract SunoSubmission CreateSubmission();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _client = OpenClient();
        _pipeline = _client.OpenSubmissionPipeline(ThrottleLimit == 0 ? null : ThrottleLimit, StopToken);
        _seenTasks = RunspaceState.Current.SeenTasks;
        _stopsAtError = LanguagePrimitives.TryConvertTo(
            MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? given) ? given : GetVariableValue("ErrorActionPreference"), out ActionPreference preference)
            && preference == ActionPreference.Stop;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        SunoSubmission submission = CreateSubmission() with { Name = string.IsNullOrWhiteSpace(Name) ? null : Name };

        // What cannot be sent is no question to ask: it gets its error, also with -WhatIf.
        if (submission.FindFault() is null)
        {
            string preview = _client.PreviewSubmission(submission);
            if (!ShouldProcess(preview, $"Submit this? It can cost money.{Environment.NewLine}{preview}", $"Submit to {_client.Connection.Gateway}"))
            {
                return;
            }
        }

        while (!_pipeline!.TryAdd(submission))
        {
            if (_pipeline.IsKeyRefused)
            {
                Complete();
            }

            WaitFor(_pipeline.WaitToReadAsync());
            WriteReady();
            EndIfDue();
        }

        _rows.Enqueue((InputText ?? (object?)InputObject, Name));
        WriteReady();
        EndIfDue();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Complete();
        if (_submitted.Count > 0)
        {
            WaitForSubmitted();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _pipeline?.Dispose();
        }
    }

    private protected override void Flush()
    {
        base.Flush();
        _progressBar?.Flush();
    }

    private void EndIfDue()
    {
        if (_ending is not null)
        {
            Complete();
        }
    }

    /// <summary>Writes all that is still to come. An error that ends the command does so after that: what was under way may have been taken.</summary>
    private void Complete()
    {
        while (WaitFor(_pipeline!.WaitToReadAsync()))
        {
            WriteReady();
        }

        if (_ending is not null)
        {
            End(_ending);
        }
    }

    private void WriteReady()
    {
        while (_pipeline!.TryRead(out SunoSubmissionResult result))
        {
            (object? row, string? name) = _rows.Dequeue();
            if (result.Task is { } task)
            {
                Write(task, name);
            }
            else
            {
                Write(ErrorRecords.CreateForSubmission(result.Error!, result.Submission, row), isLast: result.Error!.IsKeyRefused || _stopsAtError);
            }
        }
    }

    /// <summary>Writes an error. One that ends the command is kept until all that is under way has come: what was taken must not be lost with it.</summary>
    private void Write(ErrorRecord error, bool isLast)
    {
        if (isLast && _ending is null)
        {
            _ending = error;
        }
        else if (_stopsAtError)
        {
            // Only one error can be the last.
            DebugSafe.WriteWarning(this, error.ToString());
        }
        else
        {
            WriteError(error);
        }
    }

    private void Write(SunoTask task, string? name)
    {
        _seenTasks.Add(task);
        if (Wait && _submitted.TryAdd(task.TaskId, (task, name)))
        {
            // Whoever ends the wait early finds the id here.
            DebugSafe.WriteVerbose(this, $"Submitted as task {task.TaskId}.");
        }
        else
        {
            WriteObject(NamedTask.Of(task, name));
        }
    }

    private void WaitForSubmitted()
    {
        _progressBar = new WaitProgressBar(this);
        var options = new SunoWaitOptions { Actions = _submitted.ToDictionary(pair => pair.Key, pair => pair.Value.Task.Action, StringComparer.Ordinal) };
        IAsyncEnumerator<SunoTaskResult> results = _client.WaitForTasksAsync([.. _submitted.Keys], options, _progressBar, StopToken).GetAsyncEnumerator(StopToken);
        while (WaitFor(results.MoveNextAsync()))
        {
            SunoTaskResult result = results.Current;
            if (result.Error is { IsKeyRefused: true })
            {
                End(ErrorRecords.Create(result.Error, result.TaskId));
            }

            _submitted.Remove(result.TaskId, out (SunoTask Task, string? Name) submitted);
            if (result.Task is { } task)
            {
                _seenTasks.Add(task);
                WriteObject(NamedTask.Of(task, submitted.Name));
            }
            else
            {
                ErrorRecord record = ErrorRecords.CreateForTask(result.Error!, result.TaskId);
                if (!string.IsNullOrWhiteSpace(submitted.Name))
                {
                    record.ErrorDetails = new ErrorDetails($"'{submitted.Name}': {record}");
                }

                WriteError(record);
            }
        }

        _progressBar.Complete();
    }

    /// <summary>Ends the command; tasks that were to be waited for are given as they are, because they are paid for.</summary>
    private void End(ErrorRecord error)
    {
        foreach ((SunoTask task, string? name) in _submitted.Values)
        {
            WriteObject(NamedTask.Of(task, name));
        }

        _progressBar?.Complete();
        ThrowTerminatingError(error);
    }
}
