namespace SunoPS.Commands;

/// <summary>Creates error records. Scripts rely on their ids and categories.</summary>
internal static class ErrorRecords
{
    /// <param name="error">The error.</param>
    /// <param name="target">The object that the error is about; null for none.</param>
    /// <param name="category">The category; null for that of the kind of the error.</param>
    /// <param name="label">Stands before the message, and names what the error does not contain.</param>
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

    /// <summary>Creates the record of an object with a property that cannot be read.</summary>
    public static ErrorRecord CreateForObject(GetValueException exception, object? target) => Create(
        new SunoApiException(SunoErrorKind.InvalidArgument, $"The object cannot be read: {exception.Message}"), target);

    /// <summary>
    /// Creates the record for a task, and adds the task id if the error, which a whole batch may share, has none.
    /// </summary>
    public static ErrorRecord CreateForTask(SunoApiException error, string taskId, string? name = null)
    {
        string label = string.IsNullOrWhiteSpace(name) ? "" : $"'{ShownText.Label(name)}': ";
        bool hasId = error.Kind is SunoErrorKind.TaskNotFound or SunoErrorKind.InvalidArgument;
        return Create(error, taskId, label: hasId ? label : $"{label}Task '{ShownText.Label(taskId)}': ");
    }

    /// <summary>Creates the record for a submission, and adds its name.</summary>
    public static ErrorRecord CreateForSubmission(SunoApiException error, SubmissionRow row) => Create(
        error,
        row.Target ?? row.Submission,
        label: error.Kind == SunoErrorKind.InvalidArgument || row.Submission is null
            ? ""
            : $"'{ShownText.Label(row.Submission.ToString())}': ");

    /// <summary>Creates the record for a file of a clip.</summary>
    public static ErrorRecord CreateForMedia(SunoApiException error, SunoMediaPlan plan)
    {
        SunoClip clip = plan.Clip;
        string name = clip.ClipId.Length > 0 ? clip.ClipId : clip.Title ?? clip.TaskId;
        string media = plan.Media is { } kind ? $", {kind.ToString().ToLowerInvariant()}" : "";
        return Create(error, plan.Target, label: $"Clip '{ShownText.Label(name)}'{media}: ");
    }

    /// <summary>Creates the record for an input file.</summary>
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
