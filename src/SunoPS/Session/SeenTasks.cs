namespace SunoPS.Commands;

/// <summary>The most recent output tasks, for completion; a limited number.</summary>
internal sealed class SeenTasks
{
    private const int Most = 128;

    private readonly SunoTask?[] _ring = new SunoTask?[Most];
    private int _next;

    public void Add(SunoTask task)
    {
        if (task.TaskId.Length == 0)
        {
            // Saved JSON can contain a clip without its task.
            return;
        }

        _ring[_next] = task;
        _next = (_next + 1) % Most;
    }

    /// <summary>The tasks, newest first, each once.</summary>
    public IEnumerable<SunoTask> NewestFirst()
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 1; i <= Most; i++)
        {
            if (_ring[(_next - i + Most) % Most] is { } task && given.Add(task.TaskId))
            {
                yield return task;
            }
        }
    }
}
