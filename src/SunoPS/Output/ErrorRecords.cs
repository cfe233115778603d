using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>Makes error records, whose ids and categories scripts rely on.</summary>
internal static class ErrorRecords
{
    /// <summary>The record of an error.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="target">What it went wrong with: a task id, mostly.</param>
    public static ErrorRecord Create(SunoApiException error, object? target)
    {
        // What was given, such as saved JSON, may hold a key that its own reader does not know.
        error = error.Masked(InvocationMask.Keys);
        var record = new ErrorRecord(error, error.Kind.ToString(), CategoryOf(error.Kind), target);

        // The target stays as it is; PowerShell prints its name with the category.
        record.CategoryInfo.TargetName = ShownText.Line(record.CategoryInfo.TargetName);
        return record;
    }

    /// <summary>
    /// The record for a task; it names the task where the error itself, shared by a whole batch, does not.
    /// </summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="taskId">The id of the task.</param>
    /// <param name="name">The name that the task was submitted with; null for none.</param>
    public static ErrorRecord CreateForTask(SunoApiException error, string taskId, string? name = null)
    {
        ErrorRecord record = Create(error, taskId);
        string label = string.IsNullOrWhiteSpace(name) ? "" : $"'{ShownText.Line(name)}': ";
        if (error.Kind is not (SunoErrorKind.TaskNotFound or SunoErrorKind.InvalidArgument))
        {
            record.ErrorDetails = new ErrorDetails(
                $"{label}Task '{ShownText.Line(taskId)}': {record.Exception.Message}");
        }
        else if (label.Length > 0)
        {
            record.ErrorDetails = new ErrorDetails(label + record.Exception.Message);
        }

        return record;
    }

    /// <summary>The record that stands in the place of a submission, and names it.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="submission">What was to be made.</param>
    /// <param name="row">
    /// The object from the pipeline that it was made of; null if it was given by parameters.
    /// </param>
    public static ErrorRecord CreateForSubmission(SunoApiException error, SunoSubmission submission, object? row)
    {
        ErrorRecord record = Create(error, row ?? submission);
        if (error.Kind != SunoErrorKind.InvalidArgument)
        {
            record.ErrorDetails = new ErrorDetails(
                $"'{ShownText.Line(submission.ToString())}': {record.Exception.Message}");
        }

        return record;
    }

    /// <summary>
    /// The record that stands in the place of a file; it names the clip, which the error itself does not.
    /// </summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="plan">The file that there is not.</param>
    public static ErrorRecord CreateForMedia(SunoApiException error, SunoMediaPlan plan)
    {
        SunoClip clip = plan.Clip;
        string label = clip.ClipId.Length > 0 ? clip.ClipId : clip.Title ?? clip.TaskId;
        string media = plan.Media is { } kind ? $", {kind.ToString().ToLowerInvariant()}" : "";
        ErrorRecord record = Create(error, plan.Target);
        record.ErrorDetails = new ErrorDetails($"Clip '{ShownText.Line(label)}'{media}: {record.Exception.Message}");
        return record;
    }

    /// <summary>The record of a file that is read; it names the file, which the error itself does not.</summary>
    /// <param name="error">What went wrong.</param>
    /// <param name="path">The path of the file.</param>
    public static ErrorRecord CreateForFile(SunoApiException error, string path)
    {
        ErrorRecord record = Create(error, path);
        record.ErrorDetails = new ErrorDetails($"'{path}': {error.Message}");
        return record;
    }

    private static ErrorCategory CategoryOf(SunoErrorKind kind) => kind switch
    {
        SunoErrorKind.NotConnected => ErrorCategory.ConnectionError,
        SunoErrorKind.InvalidArgument => ErrorCategory.InvalidArgument,
        SunoErrorKind.TaskNotFound => ErrorCategory.ObjectNotFound,
        SunoErrorKind.Unauthorized => ErrorCategory.AuthenticationError,
        SunoErrorKind.Forbidden => ErrorCategory.PermissionDenied,
        SunoErrorKind.QuotaExceeded => ErrorCategory.QuotaExceeded,
        SunoErrorKind.RateLimited => ErrorCategory.LimitsExceeded,
        SunoErrorKind.Timeout => ErrorCategory.OperationTimeout,
        SunoErrorKind.ConnectionFailed => ErrorCategory.ConnectionError,
        SunoErrorKind.InvalidResponse => ErrorCategory.InvalidData,
        SunoErrorKind.SubmissionUnknown => ErrorCategory.InvalidResult,
        SunoErrorKind.GatewayError => ErrorCategory.ResourceUnavailable,
        SunoErrorKind.MediaNotFound => ErrorCategory.ObjectNotFound,
        SunoErrorKind.MediaNotReady => ErrorCategory.ResourceUnavailable,
        SunoErrorKind.FileError => ErrorCategory.WriteError,
    };
}
