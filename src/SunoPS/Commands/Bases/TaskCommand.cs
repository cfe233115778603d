namespace SunoPS.Commands;

/// <summary>The base of cmdlets that take task ids and output tasks or their clips.</summary>
public abstract class TaskCommand : ConnectedCommand
{
    private protected const string TaskSet = "Task";
    private protected const string ClipSet = "Clip";

    private readonly SkippedInput _withoutClips = new("task", "clips");
    private readonly SkippedInput _withoutTask = new("submission", "a task", "See them: Get-SunoSubmission -State");
    private readonly SortedSet<string> _hiddenColumns = new(StringComparer.OrdinalIgnoreCase);
    private int _blanks;

    /// <summary>Ids, tasks, clips, submissions, and rows or hashtables with a column TaskId, Id or task_id.</summary>
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

    private protected SunoClient Client { get; private set; } = null!;

    private protected override void Begin() => Client = OpenClient(Connection);

    private protected sealed override void Process()
    {
        foreach (SunoTaskReference reference in TaskId ?? [])
        {
            if (TaskReferences.StateWithoutTask(reference) is { } state)
            {
                _withoutTask.Count(state);
            }
            else if (!MyInvocation.ExpectingInput || !reference.HasId || !string.IsNullOrWhiteSpace(reference.TaskId))
            {
                Add(TaskReferences.WithConnection(reference, Connection, Client.Connection));
            }
            else if (_blanks++ == 0)
            {
                WriteVerbose("Ignoring blank lines.");
            }
        }
    }

    private protected override void End()
    {
        _withoutTask.Warn(this);
        _withoutClips.Warn(this);
        UserColumns.WarnOf(_hiddenColumns, this, ExpandClip ? "Clips" : "Tasks");
    }

    private protected abstract void Add(SunoTaskReference reference);

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
        else
        {
            WriteError(reference.HasId
                ? ErrorRecords.CreateForTask(result.Error, reference.TaskId, UserColumns.NameOf(reference.Columns))
                : ErrorRecords.Create(result.Error, reference.Source));
        }
    }

    /// <summary>Writes a task, or its clips, with the user's columns.</summary>
    private protected void Write(SunoTask task, IReadOnlyList<Column> columns)
    {
        Seen.Add(task);
        if (ExpandClip && task.Clips.Count == 0)
        {
            _withoutClips.Count(task.Status);
        }

        foreach (object item in ExpandClip ? task.Clips : (IEnumerable<object>)[task])
        {
            WriteObject(UserColumns.Add(item, columns, _hiddenColumns));
        }
    }
}
