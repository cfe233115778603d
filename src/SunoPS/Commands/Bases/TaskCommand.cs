using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>The base of cmdlets that take task ids and output tasks or their clips.</summary>
public abstract class TaskCommand : WaitingCommand
{
    private protected const string TaskSet = "Task";

    private protected const string ClipSet = "Clip";

    private readonly SkippedInput<SunoTaskStatus> _withoutClips = new("task", "clips");
    private readonly SkippedInput<SunoSubmissionState> _withoutTask =
        new("submission", "a task", "See them: Get-SunoSubmission -State");
    private readonly SortedSet<string> _hiddenColumns = new(StringComparer.OrdinalIgnoreCase);
    private SeenTasks _seenTasks = null!;
    private SunoTaskPipeline? _pipeline;
    private OrderedPump<SunoTaskReference, SunoTaskResult> _pump = null!;
    private FetchProgress? _progress;
    private bool _hasToldOfBlanks;

    private protected TaskCommand()
    {
    }

    /// <summary>
    /// The ids of the tasks. Also accepts tasks, clips, submissions, and rows or hashtables with a column
    /// <c>TaskId</c>, <c>Id</c> or <c>task_id</c>.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "task_id")]
    [ArgumentCompleter(typeof(TaskIdCompleter))]
    [TaskReferenceTransformation]
    [AllowNull]
    [AllowEmptyCollection]
    public SunoTaskReference[]? TaskId { get; set; }

    /// <summary>Outputs the clips of the tasks instead of the tasks, one object for each clip.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ClipSet)]
    public SwitchParameter ExpandClip { get; set; }

    /// <summary>
    /// The connection to use for all tasks, from <c>Connect-SunoApi -PassThru</c> or <c>Get-SunoConnection</c>. By
    /// default, the session's, or for a task of another gateway the session's connection to that gateway.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public SunoConnection? Connection { get; set; }

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
            _pump = new OrderedPump<SunoTaskReference, SunoTaskResult>(this, _pipeline, WriteFetched);
            _progress = new FetchProgress(this, MyInvocation.ExpectingInput ? null : TaskId);
        }
    }

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        foreach (SunoTaskReference reference in TaskId ?? [])
        {
            if (TaskReferences.StateWithoutTask(reference) is { } state)
            {
                _withoutTask.Count(state);
            }
            else if (MyInvocation.ExpectingInput && reference.HasId && string.IsNullOrWhiteSpace(reference.TaskId))
            {
                WriteBlank();
            }
            else
            {
                Add(reference);
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _pipeline!.CompleteAdding();
        try
        {
            _pump.Complete();
        }
        finally
        {
            _progress!.Complete();
        }

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

    private protected virtual void Add(SunoTaskReference reference) => _pump.Add(WithConnection(reference));

    /// <inheritdoc cref="TaskReferences.WithConnection"/>
    private protected SunoTaskReference WithConnection(SunoTaskReference reference) =>
        TaskReferences.WithConnection(reference, Connection, Client.Connection);

    /// <summary>Writes the result for a task; a rejected key ends the command.</summary>
    private protected void Write(SunoTaskResult result)
    {
        SunoTaskReference reference = result.Reference;
        if (result.Task is { } task)
        {
            Write(task, reference.Columns);
        }
        else if (result.Error!.IsKeyRefused)
        {
            ThrowTerminatingError(ErrorRecords.Create(result.Error, reference.TaskId));
        }
        else if (!reference.HasId)
        {
            WriteError(ErrorRecords.Create(result.Error, reference.Source));
        }
        else
        {
            WriteError(ErrorRecords.CreateForTask(
                result.Error, reference.TaskId, UserColumns.NameOf(reference.Columns)));
        }
    }

    /// <summary>Writes a task, or its clips, with the user's columns.</summary>
    private protected void Write(SunoTask task, IReadOnlyList<KeyValuePair<string, object?>> columns)
    {
        _seenTasks.Add(task);
        if (!ExpandClip)
        {
            WriteObject(UserColumns.Add(task, columns, _hiddenColumns));
        }
        else if (task.Clips.Count > 0)
        {
            foreach (SunoClip clip in task.Clips)
            {
                WriteObject(UserColumns.Add(clip, columns, _hiddenColumns));
            }
        }
        else
        {
            _withoutClips.Count(task.Status);
        }
    }

    /// <summary>Warns at the end of submissions without a task, tasks without clips, and hidden columns.</summary>
    private protected void WarnOfSkipped()
    {
        _withoutTask.Warn(this);
        _withoutClips.Warn(this);
        if (UserColumns.WarningOf(ExpandClip ? "Clips" : "Tasks", _hiddenColumns) is { } hidden)
        {
            Warn(hidden);
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

    private void WriteBlank()
    {
        if (!_hasToldOfBlanks)
        {
            _hasToldOfBlanks = true;
            DebugSafe.WriteVerbose(this, "Ignored a blank line; further ones are ignored without a message.");
        }
    }
}
