using System.Management.Automation;
using SunoPS.Runspace;

namespace SunoPS.Commands;

/// <summary>What the fetching cmdlets have in common: ids in, tasks or clips out, in the same order.</summary>
public abstract class SunoFetchCommand : SunoCommand
{
    private readonly SortedDictionary<SunoTaskStatus, int> _withoutClips = [];
    private SunoTaskPipeline? _pipeline;

    private protected SunoFetchCommand()
    {
    }

    /// <summary>The ids of the tasks; tasks themselves, and rows with a column <c>TaskId</c>, <c>Id</c> or <c>task_id</c>, come from the pipeline too.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "task_id")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[]? TaskId { get; set; }

    /// <summary>Gives the clips of the tasks instead of the tasks, one object a clip.</summary>
    [Parameter]
    public SwitchParameter ExpandClip { get; set; }

    /// <summary>The most requests in flight at once; the connection's where not given.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; }

    private protected abstract SunoFetchOptions FetchOptions { get; }

    /// <summary>What was given for a parameter whose default is the connection's.</summary>
    private protected static int? Given(int value) => value == 0 ? null : value;

    /// <inheritdoc/>
    protected override void BeginProcessing() => _pipeline = OpenClient().OpenPipeline(FetchOptions, StopToken);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        // A null from the pipeline is an id that cannot be sent, and gets its error like any other.
        foreach (string? taskId in TaskId ?? [null])
        {
            while (!_pipeline!.TryAdd(taskId))
            {
                WaitFor(_pipeline.WaitToReadAsync());
                WriteReady();
            }

            WriteReady();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _pipeline!.CompleteAdding();
        while (WaitFor(_pipeline.WaitToReadAsync()))
        {
            WriteReady();
        }

        if (_withoutClips.Count > 0)
        {
            int count = _withoutClips.Values.Sum();
            string statuses = string.Join(", ", _withoutClips.Select(pair => $"{pair.Value} {pair.Key}"));
            WriteWarning($"{count} {(count == 1 ? "task has" : "tasks have")} no clip and so no row: {statuses}.");
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

    private void WriteReady()
    {
        while (_pipeline!.TryRead(out SunoTaskResult result))
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
    }

    private void Write(SunoTask task)
    {
        if (!ExpandClip)
        {
            WriteObject(task);
        }
        else if (task.Clips.Count > 0)
        {
            WriteObject(task.Clips, enumerateCollection: true);
        }
        else
        {
            _withoutClips[task.Status] = _withoutClips.GetValueOrDefault(task.Status) + 1;
        }
    }
}
