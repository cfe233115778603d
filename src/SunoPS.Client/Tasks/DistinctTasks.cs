using System.Runtime.CompilerServices;

namespace SunoPS;

/// <summary>The tasks that were added, by gateway and exact id.</summary>
internal sealed class DistinctTasks
{
    /// <summary>A growing set copies itself; sixteen small sets never need twice the memory at once.</summary>
    private const int SetCount = 16;

    private readonly Dictionary<TaskFetcher, HashSet<Guid>?[]> _uuids = [];
    private readonly HashSet<(TaskFetcher, string)> _others = [];

    /// <summary>Adds a task; false for a repetition. A lowercase UUID, the most common id, takes 16 bytes.</summary>
    public bool Add(TaskFetcher fetcher, SunoTaskReference reference)
    {
        string id = reference.TaskId;
        if (!reference.HasId)
        {
            return true;
        }

        if (!IsInLowercase(id) || !Guid.TryParseExact(id, "D", out Guid uuid))
        {
            return _others.Add((fetcher, id));
        }

        HashSet<Guid>?[] sets = _uuids.TryGetValue(fetcher, out HashSet<Guid>?[]? known)
            ? known
            : _uuids[fetcher] = new HashSet<Guid>?[SetCount];
        return (sets[uuid.GetHashCode() & (SetCount - 1)] ??= []).Add(uuid);
    }

    /// <summary>True for one spelling of a UUID: .NET parses several, which are different ids.</summary>
    [MethodImpl(Hot.Loop)]
    private static bool IsInLowercase(string id)
    {
        foreach (char c in id)
        {
            if (c is not ('-' or (>= '0' and <= '9') or (>= 'a' and <= 'f')))
            {
                return false;
            }
        }

        return true;
    }
}
