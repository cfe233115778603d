namespace SunoPS.Commands;

/// <summary>The most recent output tasks, for completion. Keeps no more of a task than completion shows.</summary>
internal sealed class SeenTasks
{
    private const int MaxTasks = 128;
    private const int MaxClips = 8;
    private const int MaxTitle = 60;

    private readonly Queue<SeenTask> _tasks = new();

    public void Add(SunoTask task)
    {
        if (SunoTaskId.FindFault(task.TaskId) is not null)
        {
            // Saved JSON can contain a clip without its task, and any text as an id.
            return;
        }

        if (_tasks.Count == MaxTasks)
        {
            _tasks.Dequeue();
        }

        string[] clipIds =
            [.. task.Clips.Take(MaxClips).Select(clip => clip.ClipId).Where(id => SunoTaskId.FindFault(id) is null)];
        string tip = task.Title is { } title ? $"{DisplayText.Cut(title, MaxTitle)} ({task.Status})" : $"{task.Status}";
        _tasks.Enqueue(new SeenTask(task.TaskId, clipIds, tip));
    }

    /// <summary>The tasks, newest first, each once.</summary>
    public IEnumerable<SeenTask> NewestFirst() =>
        _tasks.Reverse().GroupBy(task => task.TaskId, StringComparer.Ordinal).Select(sameTask => sameTask.First());
}

/// <summary>What completion shows of a task.</summary>
internal sealed record SeenTask(string TaskId, string[] ClipIds, string? Tip);
