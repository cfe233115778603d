using System.Collections.Concurrent;

namespace SunoPS.Gateway;

/// <summary>How often each progressing task was asked for.</summary>
internal sealed class TaskProgress
{
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);

    /// <summary>The state of a task this time; the next time it is one further.</summary>
    public TaskState Advance(string taskId)
    {
        int last = TaskState.Lifecycle.Count - 1;
        int stage = _asked.AddOrUpdate(taskId, 0, (_, previous) => Math.Min(previous + 1, last));
        return TaskState.Lifecycle[stage];
    }

    public void Clear() => _asked.Clear();
}
