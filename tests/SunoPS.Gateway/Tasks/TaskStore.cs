namespace SunoPS.Gateway;

/// <summary>Finds recorded, submitted and generated tasks by id.</summary>
internal sealed class TaskStore(IReadOnlyDictionary<string, StoredTask> recorded, GatewaySubmissions submissions)
{
    public bool TryFind(string id, out StoredTask task)
    {
        if (submissions.TryFind(id, out SubmittedTask? submitted))
        {
            task = submitted.Advance();
            return true;
        }

        if (TaskIds.TryParse(id, out TaskKind kind, out long number) && kind != TaskKind.Submitted)
        {
            task = StoredTask.Generated(id, kind, number);
            return true;
        }

        return recorded.TryGetValue(id, out task);
    }

    /// <summary>Finds tasks like a database: by rows, each once, without an error for unknown ids.</summary>
    public List<StoredTask> FindAll(IReadOnlyList<string> ids)
    {
        var found = new List<StoredTask>(ids.Count);
        foreach (string id in ids)
        {
            if (TryFind(id, out StoredTask task))
            {
                found.Add(task);
            }
        }

        found.Sort(static (left, right) => left.Row.CompareTo(right.Row));
        long lastRow = -1;
        found.RemoveAll(task =>
        {
            bool isRepeated = task.Row == lastRow;
            lastRow = task.Row;
            return isRepeated;
        });
        return found;
    }
}
