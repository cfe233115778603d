namespace SunoPS;

/// <summary>Submissions without the rows of a command.</summary>
internal static class SubmissionCalls
{
    /// <summary>Adds a submission to a pipeline.</summary>
    public static bool TryAdd(this SunoSubmissionPipeline pipeline, SunoSubmission submission) =>
        pipeline.TryAdd(new PreparedSubmission(submission, pipeline.Channel));

    /// <summary>Submits a task, or throws its error. Returns when the outcome is in the journal.</summary>
    public static async Task<SunoTask> SubmitAsync(
        this SunoClient client, SunoSubmission submission, CancellationToken cancellationToken = default)
    {
        using SunoSubmissionPipeline pipeline = client.OpenSubmissionPipeline(cancellationToken: cancellationToken);
        pipeline.TryAdd(submission);
        await pipeline.WaitToReadAsync();
        pipeline.TryRead(out SunoSubmissionResult result);
        await pipeline.WaitToReadAsync();
        return result.Task ?? throw result.Error!;
    }
}
