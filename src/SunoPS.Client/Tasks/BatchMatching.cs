namespace SunoPS;

/// <summary>Assigns the tasks of a response, in any order, to the requested ids.</summary>
internal static class BatchMatching
{
    /// <summary>Returns one result for each reference, in their order. Drops unrequested tasks.</summary>
    public static SunoTaskResult[] Match(
        IReadOnlyList<SunoTaskReference> references,
        IEnumerable<SunoTask> tasks,
        Func<SunoTaskReference, SunoApiException> missing)
    {
        var byId = new Dictionary<string, SunoTask>(references.Count, StringComparer.Ordinal);
        foreach (SunoTask task in tasks)
        {
            byId[task.TaskId] = task;
        }

        var results = new SunoTaskResult[references.Count];
        bool isComplete = true;
        for (int i = 0; i < results.Length; i++)
        {
            if (byId.Remove(references[i].TaskId, out SunoTask? task))
            {
                results[i] = new SunoTaskResult(references[i], task);
            }
            else
            {
                isComplete = false;
            }
        }

        return isComplete ? results : MatchIgnoringCase(references, results, byId.Values, missing);
    }

    /// <summary>
    /// Matches ids without case: a gateway's database may ignore it, so that the response for ABC contains abc.
    /// </summary>
    private static SunoTaskResult[] MatchIgnoringCase(
        IReadOnlyList<SunoTaskReference> references,
        SunoTaskResult[] results,
        IEnumerable<SunoTask> left,
        Func<SunoTaskReference, SunoApiException> missing)
    {
        var byId = new Dictionary<string, SunoTask>(StringComparer.OrdinalIgnoreCase);
        foreach (SunoTask task in left)
        {
            byId.TryAdd(task.TaskId, task);
        }

        for (int i = 0; i < results.Length; i++)
        {
            if (results[i].Task is null)
            {
                results[i] = byId.Remove(references[i].TaskId, out SunoTask? task)
                    ? new SunoTaskResult(references[i], task)
                    : new SunoTaskResult(references[i], missing(references[i]));
            }
        }

        return results;
    }
}
