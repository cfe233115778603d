namespace SunoPS.Commands;

/// <summary>The most recent output tasks, for completion. Keeps no more of a task than completion shows.</summary>
internal sealed class SeenTasks
{
    private const int MaxTasks = 128;
    private const int MaxClips = 8;
    private const int MaxTitle = 60;

    private readonly Queue<(string TaskId, List<string> ClipIds, string? Title, SunoTaskStatus Status)> _tasks = new();

    public IEnumerable<(string TaskId, List<string> ClipIds, string? Tip)> NewestFirst =>
        _tasks.Reverse().DistinctBy(static task => task.TaskId).Select(static task => (
            task.TaskId, task.ClipIds,
            (string?)(task.Title is null ? $"{task.Status}" : $"{task.Title} ({task.Status})")));

    public void Add(SunoTask task)
    {
        // Saved JSON can contain a clip without its task, and any text as an id.
        if (SunoTaskId.FindFault(task.TaskId) is null)
        {
            if (_tasks.Count == MaxTasks)
            {
                _tasks.Dequeue();
            }

            IEnumerable<string> clipIds = task.Clips.Take(MaxClips).Select(static clip => clip.ClipId)
                .Where(static id => SunoTaskId.FindFault(id) is null);
            string? title = task.Title is null ? null : DisplayText.Cut(task.Title, MaxTitle);
            _tasks.Enqueue((task.TaskId, [.. clipIds], title, task.Status));
        }
    }
}
