namespace SunoPS;

/// <summary>Assigns the tasks of a response, in any order, to the requested ids.</summary>
internal static class BatchMatching
{
    /// <summary>
    /// Returns one result for each id, in the order of the ids. Drops unrequested and duplicate tasks.
    /// </summary>
    public static SunoTaskResult[] Match(
        IReadOnlyList<string> ids, List<SunoTask> tasks, Func<string, SunoApiException> notFound)
    {
        var byId = new Dictionary<string, SunoTask>(tasks.Count, StringComparer.Ordinal);
        foreach (SunoTask task in tasks)
        {
            byId.TryAdd(task.TaskId, task);
        }

        var results = new SunoTaskResult[ids.Count];
        int missing = 0;
        for (int i = 0; i < results.Length; i++)
        {
            if (byId.Remove(ids[i], out SunoTask? task))
            {
                results[i] = new SunoTaskResult(ids[i], task);
            }
            else
            {
                missing++;
            }
        }

        if (missing > 0)
        {
            MatchIgnoringCase(ids, results, byId, notFound);
        }

        return results;
    }

    /// <summary>
    /// Matches ids without case: a gateway's database may ignore it, so that the response for ABC contains abc.
    /// </summary>
    private static void MatchIgnoringCase(
        IReadOnlyList<string> ids,
        SunoTaskResult[] results,
        Dictionary<string, SunoTask> left,
        Func<string, SunoApiException> notFound)
    {
        var byId = new Dictionary<string, SunoTask>(left.Count, StringComparer.OrdinalIgnoreCase);
        foreach (SunoTask task in left.Values)
        {
            byId.TryAdd(task.TaskId, task);
        }

        for (int i = 0; i < results.Length; i++)
        {
            if (results[i].Task is null)
            {
                results[i] = byId.Remove(ids[i], out SunoTask? task)
                    ? new SunoTaskResult(ids[i], task)
                    : new SunoTaskResult(ids[i], notFound(ids[i]));
            }
        }
    }
}
