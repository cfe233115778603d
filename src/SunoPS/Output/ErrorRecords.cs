namespace SunoPS.Commands;

/// <summary>Creates error records. Scripts rely on their ids and categories.</summary>
internal static class ErrorRecords
{
    /// <summary>Creates a record. The label names, before the message, what the error does not contain.</summary>
    public static ErrorRecord Create(
        SunoApiException error, object? target, ErrorCategory? category = null, string label = "")
    {
        category ??= CategoryOf(error);

        // Input such as saved JSON may contain a key that its reader does not know.
        error = Advice.Complete(error).Masked(InvocationMask.Keys);
        var record = new ErrorRecord(error, error.Kind.ToString(), category.Value, target);

        // Cleans only the name, which PowerShell prints with the category, not the target.
        record.CategoryInfo.TargetName = ShownText.Label(record.CategoryInfo.TargetName);
        if (label.Length > 0)
        {
            record.ErrorDetails = new ErrorDetails(label + error.Message);
        }

        return record;
    }

    /// <summary>Creates the record for a task, and adds the id if the error of a batch has none.</summary>
    public static ErrorRecord CreateForTask(SunoApiException error, string taskId, string? name = null)
    {
        string label = string.IsNullOrWhiteSpace(name) ? "" : $"'{ShownText.Label(name)}': ";
        bool hasId = error.Kind is SunoErrorKind.TaskNotFound or SunoErrorKind.InvalidArgument;
        return Create(error, taskId, label: hasId ? label : $"{label}Task '{ShownText.Label(taskId)}': ");
    }

    public static ErrorRecord CreateForSubmission(SunoApiException error, SubmissionRow row) => Create(
        error,
        row.Target ?? row.Submission,
        label: error.Kind == SunoErrorKind.InvalidArgument || row.Submission is null
            ? "" : $"'{ShownText.Label(row.Submission.ToString())}': ");

    public static ErrorRecord CreateForMedia(SunoApiException error, SunoMediaPlan plan)
    {
        SunoClip clip = plan.Clip;
        string name = clip.ClipId.Length > 0 ? clip.ClipId : clip.Title ?? clip.TaskId;
        string media = plan.Media is { } kind ? $", {kind.ToString().ToLowerInvariant()}" : "";
        return Create(error, plan.Target, label: $"Clip '{ShownText.Label(name)}'{media}: ");
    }

    public static ErrorRecord CreateForFile(SunoApiException error, string path)
    {
        ErrorCategory? category = error.Kind != SunoErrorKind.FileError ? null
            : File.Exists(path) || Directory.Exists(path) ? ErrorCategory.ReadError
            : ErrorCategory.ObjectNotFound;
        return Create(error, path, category, label: $"'{path}': ");
    }

    private static ErrorCategory CategoryOf(SunoApiException error) => error.Kind switch
    {
        SunoErrorKind.InvalidArgument when error.Remedy is Remedy.AllowPrivateNetwork or Remedy.NameGateway =>
            ErrorCategory.SecurityError,
        SunoErrorKind.InvalidArgument => ErrorCategory.InvalidArgument,
        SunoErrorKind.NotConnected or SunoErrorKind.ConnectionFailed => ErrorCategory.ConnectionError,
        SunoErrorKind.TaskNotFound or SunoErrorKind.MediaNotFound => ErrorCategory.ObjectNotFound,
        SunoErrorKind.GatewayError or SunoErrorKind.MediaNotReady => ErrorCategory.ResourceUnavailable,
        SunoErrorKind.Unauthorized => ErrorCategory.AuthenticationError,
        SunoErrorKind.Forbidden => ErrorCategory.PermissionDenied,
        SunoErrorKind.QuotaExceeded => ErrorCategory.QuotaExceeded,
        SunoErrorKind.RateLimited => ErrorCategory.LimitsExceeded,
        SunoErrorKind.Timeout => ErrorCategory.OperationTimeout,
        SunoErrorKind.InvalidResponse => ErrorCategory.InvalidData,
        SunoErrorKind.SubmissionUnknown => ErrorCategory.InvalidResult,
        SunoErrorKind.FileError => ErrorCategory.WriteError,
    };
}
