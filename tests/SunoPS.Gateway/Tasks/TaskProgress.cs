using System.Collections.Concurrent;

namespace SunoPS.Gateway;

/// <summary>The number of fetches of each progressing task.</summary>
internal sealed class TaskProgress
{
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);

    /// <summary>Returns the state of a task, and advances it by one step.</summary>
    public TaskState Advance(string taskId)
    {
        int last = TaskState.Lifecycle.Count - 1;
        int stage = _asked.AddOrUpdate(taskId, 0, (_, previous) => Math.Min(previous + 1, last));
        return TaskState.Lifecycle[stage];
    }

    public void Clear() => _asked.Clear();
}
