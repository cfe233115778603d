namespace SunoPS.Gateway;

/// <summary>Finds recorded, submitted and generated tasks by id.</summary>
internal sealed class TaskStore(IReadOnlyDictionary<string, StoredTask> recorded, GatewaySubmissions submissions)
{
    public StoredTask? Find(string id) =>
        submissions.TryFind(id, out SubmittedTask? submitted) ? submitted.Advance()
        : TaskIds.TryParse(id, out TaskKind kind, out long number) && kind != TaskKind.Submitted
            ? StoredTask.Generated(id, kind, number)
        : recorded.TryGetValue(id, out StoredTask task) ? task
        : null;

    /// <summary>Finds tasks like a database: by rows, each once, without an error for unknown ids.</summary>
    public List<StoredTask> FindAll(IEnumerable<string> ids) =>
        [.. ids.Select(Find).OfType<StoredTask>().DistinctBy(task => task.Row).OrderBy(task => task.Row)];
}
