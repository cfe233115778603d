namespace SunoPS;

/// <summary>The result of a submission: its task or an error.</summary>
/// <param name="Submission">The submission.</param>
/// <param name="Task">The created task; null if there is an error.</param>
/// <param name="Error">
/// The error; null if there is a task, or if nothing was sent because the pipeline was closed. With
/// <see cref="SunoErrorKind.SubmissionUnknown"/>, the gateway may have accepted the submission; with every other kind,
/// it certainly did not.
/// </param>
internal readonly record struct SunoSubmissionResult(
    SunoSubmission Submission, SunoTask? Task, SunoApiException? Error);
