namespace SunoPS;

/// <summary>What became of a submission: its task, or the error that stands in its place.</summary>
public readonly record struct SunoSubmissionResult
{
    /// <summary>The result of a submission that was not sent, because the pipeline had closed.</summary>
    internal SunoSubmissionResult(SunoSubmission submission)
    {
        Submission = submission;
    }

    internal SunoSubmissionResult(SunoSubmission submission, SunoTask task)
    {
        Submission = submission;
        Task = task;
    }

    internal SunoSubmissionResult(SunoSubmission submission, SunoApiException error)
    {
        Submission = submission;
        Error = error;
    }

    /// <summary>What was asked for.</summary>
    public SunoSubmission Submission { get; }

    /// <summary>The task that the gateway makes of it; null if there is an error.</summary>
    public SunoTask? Task { get; }

    /// <summary>
    /// Why there is no task; null if there is one, and where it was not sent because the gateway had rejected the
    /// key. <see cref="SunoErrorKind.SubmissionUnknown"/> says that there may be a task; with every other kind it is
    /// certain that the gateway did not accept it.
    /// </summary>
    public SunoApiException? Error { get; }
}
