namespace SunoPS;

/// <summary>The references that were added, by gateway and id. An object without an id is never a repetition.</summary>
internal sealed class DistinctTasks
{
    private readonly Dictionary<TaskFetcher, DistinctIds> _ids = [];

    /// <summary>Returns whether a task was added before.</summary>
    public bool Contains(TaskFetcher fetcher, SunoTaskReference reference) =>
        reference.HasId && _ids.TryGetValue(fetcher, out DistinctIds? ids) && ids.Contains(reference.TaskId);

    /// <summary>Adds a task; false if it was added before.</summary>
    public bool Add(TaskFetcher fetcher, SunoTaskReference reference)
    {
        if (!reference.HasId)
        {
            return true;
        }

        if (!_ids.TryGetValue(fetcher, out DistinctIds? ids))
        {
            _ids[fetcher] = ids = new DistinctIds();
        }

        return ids.Add(reference.TaskId);
    }
}
