using System.Runtime.CompilerServices;

namespace SunoPS;

/// <summary>Asynchronous calls on top of the pipelines of a client.</summary>
internal static class ClientCalls
{
    /// <summary>Fetches one task with a <c>GET</c> request, or throws its error.</summary>
    public static async Task<SunoTask> GetTaskAsync(
        this SunoClient client, string taskId, CancellationToken cancellationToken = default)
    {
        var options = new SunoFetchOptions { OneByOne = true };
        await foreach (SunoTaskResult result in client.GetTasksAsync([taskId], options, cancellationToken))
        {
            return result.Task ?? throw result.Error!;
        }

        throw new InvalidOperationException("The id has no result.");
    }

    /// <summary>Fetches several tasks with one request.</summary>
    public static async Task<IReadOnlyList<SunoTaskResult>> GetTaskBatchAsync(
        this SunoClient client,
        IEnumerable<string> taskIds,
        string? action = null,
        CancellationToken cancellationToken = default)
    {
        string[] ids = [.. taskIds];
        var options = new SunoFetchOptions { Action = action, BatchSize = Math.Max(1, ids.Length) };
        var results = new List<SunoTaskResult>();
        await foreach (SunoTaskResult result in client.GetTasksAsync(ids, options, cancellationToken))
        {
            results.Add(result);
        }

        return results;
    }

    public static async IAsyncEnumerable<SunoTaskResult> GetTasksAsync(
        this SunoClient client,
        IEnumerable<string> taskIds,
        SunoFetchOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using SunoTaskPipeline pipeline = client.OpenPipeline(options, cancellationToken);
        foreach (string taskId in taskIds)
        {
            bool isAdded;
            do
            {
                isAdded = pipeline.TryAdd(taskId);
                if (!isAdded && !await pipeline.WaitToReadAsync())
                {
                    yield break;
                }

                while (pipeline.TryRead(out SunoTaskResult result))
                {
                    yield return result;
                }
            }
            while (!isAdded);
        }

        pipeline.CompleteAdding();
        while (await pipeline.WaitToReadAsync())
        {
            while (pipeline.TryRead(out SunoTaskResult result))
            {
                yield return result;
            }
        }
    }

    public static bool TryAdd(this SunoTaskPipeline pipeline, string? taskId) =>
        pipeline.TryAdd(new SunoTaskReference(taskId));

    public static IAsyncEnumerable<SunoTaskResult> WaitForTasksAsync(
        this SunoClient client,
        IEnumerable<string> taskIds,
        SunoWaitOptions? options = null,
        CancellationToken cancellationToken = default) =>
        client.WaitForTasksAsync(taskIds.ToReferences(), options, listener: null, cancellationToken);

    public static IEnumerable<SunoTaskReference> ToReferences(this IEnumerable<string> taskIds) =>
        taskIds.Select(taskId => new SunoTaskReference(taskId));
}
