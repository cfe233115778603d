namespace SunoPS;

/// <summary>Assigns the tasks of a response, in any order, to the requested ids.</summary>
internal static class BatchMatching
{
    /// <summary>
    /// The comparers, the exact one first: a gateway's database may ignore the case, so that the response for ABC
    /// contains abc.
    /// </summary>
    private static readonly StringComparer[] Comparers = [StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase];

    /// <summary>Returns one result for each reference, in their order. Drops unrequested tasks.</summary>
    public static SunoTaskResult[] Match(
        IReadOnlyList<SunoTaskReference> references,
        IEnumerable<SunoTask> tasks,
        Func<SunoTaskReference, SunoApiException> missing)
    {
        var results = new SunoTaskResult[references.Count];
        foreach (StringComparer comparer in Comparers)
        {
            var left = new Dictionary<string, SunoTask>(references.Count, comparer);
            foreach (SunoTask task in tasks)
            {
                left[task.TaskId] = task;
            }

            for (int i = 0; i < results.Length; i++)
            {
                if (results[i].Task is null && left.Remove(references[i].TaskId, out SunoTask? task))
                {
                    results[i] = new SunoTaskResult(references[i], task);
                }
            }

            if (left.Count == 0)
            {
                break;
            }

            tasks = left.Values;
        }

        for (int i = 0; i < results.Length; i++)
        {
            if (results[i].Task is null)
            {
                results[i] = new SunoTaskResult(references[i], missing(references[i]));
            }
        }

        return results;
    }
}
