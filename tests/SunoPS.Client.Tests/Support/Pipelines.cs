namespace SunoPS.Client.Tests;

/// <summary>Waits for results of pipelines.</summary>
internal static class Pipelines
{
    public static async Task<TResult> NextAsync<TItem, TResult>(this IOrderedPipeline<TItem, TResult> pipeline)
    {
        Assert.True(await pipeline.WaitToReadAsync());
        Assert.True(pipeline.TryRead(out TResult result));
        return result;
    }

    /// <summary>Returns all results that are due.</summary>
    public static async Task<List<TResult>> DrainAsync<TItem, TResult>(this IOrderedPipeline<TItem, TResult> pipeline)
    {
        List<TResult> results = [];
        while (await pipeline.WaitToReadAsync())
        {
            Assert.True(pipeline.TryRead(out TResult result));
            results.Add(result);
        }

        return results;
    }

    /// <summary>The same for submissions, whose pipeline is of another type.</summary>
    public static async Task<List<SunoSubmissionResult>> DrainAsync(this SunoSubmissionPipeline pipeline)
    {
        List<SunoSubmissionResult> results = [];
        while (await pipeline.WaitToReadAsync())
        {
            Assert.True(pipeline.TryRead(out SunoSubmissionResult result));
            results.Add(result);
        }

        return results;
    }
}
