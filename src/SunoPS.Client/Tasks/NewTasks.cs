using System.Collections.Concurrent;

namespace SunoPS;

/// <summary>The tasks that this process submitted a moment ago: their gateway may not list them yet.</summary>
internal static class NewTasks
{
    /// <summary>The time in which an accepted task may not be found.</summary>
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(1);

    private static readonly ConcurrentDictionary<(string Gateway, string TaskId), long> Times = new();
    private static readonly ConcurrentQueue<(string Gateway, string TaskId)> Order = new();

    public static void Add(string gateway, string taskId, TimeProvider time)
    {
        while (Order.TryPeek(out var oldest) && !Contains(oldest.Gateway, oldest.TaskId, time)
            && Order.TryDequeue(out oldest))
        {
            Times.TryRemove(oldest, out _);
        }

        Times[(gateway, taskId)] = time.GetTimestamp();
        Order.Enqueue((gateway, taskId));
    }

    public static bool Contains(string gateway, string taskId, TimeProvider time) =>
        Times.TryGetValue((gateway, taskId), out long start) && time.GetElapsedTime(start) < MaxDelay;
}
