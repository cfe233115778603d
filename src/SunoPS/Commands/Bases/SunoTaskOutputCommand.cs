using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>What the cmdlets have in common that take ids and give tasks, or the clips of tasks.</summary>
public abstract class SunoTaskOutputCommand : SunoCommand
{
    private readonly TasksWithoutClips _withoutClips = new();
    private SeenTasks _seenTasks = null!;

    private protected SunoTaskOutputCommand()
    {
    }

    /// <summary>The ids of the tasks; tasks themselves, and rows with a column <c>TaskId</c>, <c>Id</c> or <c>task_id</c>, come from the pipeline too.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "task_id")]
    [ArgumentCompleter(typeof(TaskIdCompleter))]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[]? TaskId { get; set; }

    /// <summary>Gives the clips of the tasks instead of the tasks, one object a clip.</summary>
    [Parameter]
    public SwitchParameter ExpandClip { get; set; }

    private protected SunoClient Client { get; private set; } = null!;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        Client = OpenClient();
        _seenTasks = RunspaceState.Current.SeenTasks;
    }

    /// <summary>Writes what became of an id; a refused key ends the command.</summary>
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

    /// <summary>The task as it is written.</summary>
    private protected virtual object Decorate(SunoTask task) => task;

    /// <summary>Says at the end which tasks left no row.</summary>
    private protected void WarnOfTasksWithoutClips() => _withoutClips.Warn(this, "row");
}
