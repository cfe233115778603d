namespace SunoPS.Commands;

/// <summary>The most recent output tasks, for completion; a limited number.</summary>
internal sealed class SeenTasks
{
    private const int Most = 128;

    private readonly Queue<SunoTask> _tasks = new();

    public void Add(SunoTask task)
    {
        if (task.TaskId.Length == 0)
        {
            // Saved JSON can contain a clip without its task.
            return;
        }

        if (_tasks.Count == Most)
        {
            _tasks.Dequeue();
        }

        _tasks.Enqueue(task);
    }

    /// <summary>The tasks, newest first, each once.</summary>
    public IEnumerable<SunoTask> NewestFirst() =>
        _tasks.Reverse().GroupBy(task => task.TaskId, StringComparer.Ordinal).Select(sameTask => sameTask.First());
}
