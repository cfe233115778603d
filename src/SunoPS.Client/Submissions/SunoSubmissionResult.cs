namespace SunoPS;

/// <summary>
/// The result of a submission: its task, or an error; neither if nothing was sent because the pipeline was closed. Only
/// with <see cref="SunoErrorKind.SubmissionUnknown"/>, the gateway may have accepted the submission.
/// </summary>
internal readonly record struct SunoSubmissionResult(
    SunoSubmission Submission, SunoTask? Task, SunoApiException? Error);
