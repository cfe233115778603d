namespace SunoPS.Commands;

/// <summary>The most recent output tasks, for completion. Keeps no more of a task than completion shows.</summary>
internal sealed class SeenTasks
{
    private const int MaxTasks = 128;
    private const int MaxClips = 8;
    private const int MaxTitle = 60;

    /// <summary>Longer ids are cut to be invalid: a hostile gateway could fill the memory.</summary>
    private const int MaxId = SunoTaskId.MaximumLength + 1;

    private readonly Queue<SunoTask> _new = new();
    private readonly Queue<(string TaskId, string[] ClipIds, string? Title, SunoTaskStatus Status)> _tasks = new();

    public IEnumerable<(string TaskId, IEnumerable<string> ClipIds, string? Tip)> NewestFirst => _tasks.Reverse()
        .DistinctBy(static task => task.TaskId)
        .Where(static task => IsValid(task.TaskId))
        .Select(static task => (
            task.TaskId, task.ClipIds.Where(IsValid),
            (string?)(task.Title is null ? $"{task.Status}" : $"{task.Title} ({task.Status})")));

    /// <summary>Adds a task. Of a large batch, all but the last are forgotten again.</summary>
    public void Add(SunoTask task)
    {
        if (_new.Count == MaxTasks)
        {
            _new.Dequeue();
        }

        _new.Enqueue(task);
    }

    /// <summary>Keeps what completion shows of the added tasks, at the end of their command.</summary>
    public void Settle()
    {
        while (_new.TryDequeue(out SunoTask? task))
        {
            if (_tasks.Count == MaxTasks)
            {
                _tasks.Dequeue();
            }

            string[] clipIds = [.. task.Clips.Take(MaxClips).Select(clip => DisplayText.Cut(clip.ClipId, MaxId))];
            string? title = task.Title is null ? null : DisplayText.Cut(task.Title, MaxTitle);
            _tasks.Enqueue((DisplayText.Cut(task.TaskId, MaxId), clipIds, title, task.Status));
        }
    }

    /// <summary>False for the empty id of a saved clip without its task, or any text that JSON has as an id.</summary>
    private static bool IsValid(string id) => SunoTaskId.FindFault(id) is null;
}
