using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>The base of cmdlets that take task ids and output tasks or their clips.</summary>
public abstract class TaskCommand : WaitingCommand
{
    /// <summary>The parameter set that outputs tasks.</summary>
    private protected const string TaskSet = "Task";

    /// <summary>The parameter set that outputs clips.</summary>
    private protected const string ClipSet = "Clip";

    private readonly SkippedInput<SunoTaskStatus> _withoutClips = new("task", "clips");
    private readonly TaskIdInput _input;
    private readonly SkippedInput<SunoSubmissionState> _withoutTask =
        new("submission", "a task", "See them: Get-SunoSubmission -State");
    private SeenTasks _seenTasks = null!;
    private SunoTaskPipeline? _pipeline;
    private OrderedPump<(string? TaskId, string? Action), SunoTaskResult> _pump = null!;
    private FetchProgress? _progress;

    private protected TaskCommand()
    {
        _input = new TaskIdInput(this);
    }

    /// <summary>
    /// The ids of the tasks. The pipeline also accepts tasks, and rows with a column <c>TaskId</c>, <c>Id</c> or
    /// <c>task_id</c>.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "task_id")]
    [ArgumentCompleter(typeof(TaskIdCompleter))]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[]? TaskId { get; set; }

    /// <summary>A task, a clip, a row or an id from the pipeline.</summary>
    [Parameter(ValueFromPipeline = true, DontShow = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>Outputs the clips of the tasks instead of the tasks, one object for each clip.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ClipSet)]
    public SwitchParameter ExpandClip { get; set; }

    /// <summary>
    /// The connection to use, from <c>Connect-SunoApi -PassThru</c> or <c>Get-SunoConnection</c>; the session's by
    /// default.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public SunoConnection? Connection { get; set; }

    /// <summary>The ids of the current record; none for a submission without a task.</summary>
    private protected IEnumerable<string> RecordIds
    {
        get
        {
            if (InputObject?.BaseObject is SunoSubmissionRecord { TaskId: null } submission)
            {
                _withoutTask.Count(submission.State);
                return [];
            }

            return _input.Read(TaskId, InputObject);
        }
    }

    /// <summary>The options of a cmdlet that fetches tasks, at its start; null for one that waits for them.</summary>
    private protected virtual SunoFetchOptions? FetchOptions => null;

    private protected SunoClient Client { get; private set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Client = OpenClient(Connection);
        _seenTasks = RunspaceState.Current.SeenTasks;
        if (FetchOptions is { } options)
        {
            _pipeline = Client.OpenPipeline(options, StopToken);
            _pump = new OrderedPump<(string? TaskId, string? Action), SunoTaskResult>(this, _pipeline, WriteFetched);
            _progress = new FetchProgress(this, MyInvocation.ExpectingInput ? null : TaskId);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _pipeline!.CompleteAdding();
        _pump.Complete();
        _progress!.Complete();
        WarnOfSkipped();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _pipeline?.Dispose();
    }

    private protected override void Flush()
    {
        base.Flush();
        _progress?.Show();
    }

    /// <summary>Fetches the ids of the current record.</summary>
    /// <param name="action">The kind of the task, if the record has it.</param>
    private protected void Fetch(string? action)
    {
        foreach (string taskId in RecordIds)
        {
            _pump.Add((taskId, action));
        }
    }

    private void WriteFetched(SunoTaskResult result)
    {
        try
        {
            Write(result);
        }
        catch
        {
            // If an error ends the command, the bar must not stay on the screen of the script.
            _progress!.Complete();
            throw;
        }

        _progress!.Count(result);
    }

    /// <summary>Writes the result for an id; a rejected key ends the command.</summary>
    private protected void Write(SunoTaskResult result)
    {
        if (result.Task is { } task)
        {
            Write(task);
        }
        else if (result.Error!.IsKeyRefused)
        {
            ThrowTerminatingError(ErrorRecords.Create(result.Error, result.TaskId));
        }
        else
        {
            WriteError(ErrorRecords.CreateForTask(result.Error, result.TaskId));
        }
    }

    /// <summary>Writes a task, or its clips.</summary>
    private protected void Write(SunoTask task)
    {
        _seenTasks.Add(task);
        if (!ExpandClip)
        {
            WriteObject(Decorate(task));
        }
        else if (task.Clips.Count > 0)
        {
            WriteObject(task.Clips, enumerateCollection: true);
        }
        else
        {
            _withoutClips.Count(task.Status);
        }
    }

    /// <summary>Returns the output object for a task.</summary>
    private protected virtual object Decorate(SunoTask task) => task;

    /// <summary>Warns at the end of submissions without a task, and of tasks without clips.</summary>
    private protected void WarnOfSkipped()
    {
        _withoutTask.Warn(this);
        _withoutClips.Warn(this);
    }
}
