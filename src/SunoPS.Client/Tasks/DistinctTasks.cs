namespace SunoPS;

/// <summary>The references that were added, by gateway and id. An object without an id is never a repetition.</summary>
internal sealed class DistinctTasks
{
    private readonly Dictionary<TaskFetcher, DistinctIds> _ids = [];

    public bool Contains(TaskFetcher fetcher, SunoTaskReference reference) =>
        reference.HasId && IdsOf(fetcher).Contains(reference.TaskId);

    /// <summary>Adds a task; false if it was added before.</summary>
    public bool Add(TaskFetcher fetcher, SunoTaskReference reference) =>
        !reference.HasId || IdsOf(fetcher).Add(reference.TaskId);

    private DistinctIds IdsOf(TaskFetcher fetcher) =>
        _ids.TryGetValue(fetcher, out DistinctIds? ids) ? ids : _ids[fetcher] = new DistinctIds();
}
