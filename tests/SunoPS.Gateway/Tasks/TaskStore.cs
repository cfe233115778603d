namespace SunoPS.Gateway;

/// <summary>
/// Finds tasks by id: the recorded ones, those that were submitted, and every one that can be generated.
/// </summary>
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

    /// <summary>
    /// Finds the tasks as a database does: in the order of its rows, each once, and without a word about ids that it
    /// does not know.
    /// </summary>
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
