namespace SunoPS;

/// <summary>The result of a submission: its task or an error.</summary>
public readonly record struct SunoSubmissionResult
{
    internal SunoSubmissionResult(SunoSubmission submission, SunoTask? task, SunoApiException? error)
    {
        Submission = submission;
        Task = task;
        Error = error;
    }

    /// <summary>The submission.</summary>
    public SunoSubmission Submission { get; }

    /// <summary>The created task; null if there is an error.</summary>
    public SunoTask? Task { get; }

    /// <summary>
    /// The error; null if there is a task, or if nothing was sent because the pipeline was closed. With
    /// <see cref="SunoErrorKind.SubmissionUnknown"/>, the gateway may have accepted the submission; with every other
    /// kind, it certainly did not.
    /// </summary>
    public SunoApiException? Error { get; }
}
