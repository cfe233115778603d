namespace SunoPS;

/// <summary>Brings what a gateway answered, in its own order, back to the ids that were asked for.</summary>
internal static class BatchMatching
{
    /// <summary>
    /// One result for each id, in the order of the ids. A task that nobody asked for, or that comes twice, is left out.
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

    /// <summary>Databases compare ids without case: one that was asked for as ABC can come back as abc.</summary>
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
