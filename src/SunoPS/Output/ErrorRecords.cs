namespace SunoPS.Commands;

/// <summary>Creates error records. Scripts rely on their ids and categories.</summary>
internal static class ErrorRecords
{
    public static ErrorRecord Create(SunoApiException error, object? target) =>
        Create(error, target, CategoryOf(error));

    /// <summary>Creates the record of an object with a property that cannot be read.</summary>
    public static ErrorRecord CreateForObject(GetValueException exception, object? target) => Create(
        new SunoApiException(SunoErrorKind.InvalidArgument, $"The object cannot be read: {exception.Message}"), target);

    public static ErrorRecord Create(SunoApiException error, object? target, ErrorCategory category)
    {
        // Input such as saved JSON may contain a key that its reader does not know.
        error = Advice.Complete(error).Masked(InvocationMask.Keys);
        var record = new ErrorRecord(error, error.Kind.ToString(), category, target);

        // Cleans only the name, which PowerShell prints with the category, not the target.
        record.CategoryInfo.TargetName = ShownText.Label(record.CategoryInfo.TargetName);
        return record;
    }

    /// <summary>
    /// Creates the record for a task, and adds the task id if the error, which a whole batch may share, has none.
    /// </summary>
    public static ErrorRecord CreateForTask(SunoApiException error, string taskId, string? name = null)
    {
        string label = string.IsNullOrWhiteSpace(name) ? "" : $"'{ShownText.Label(name)}': ";
        bool hasId = error.Kind is SunoErrorKind.TaskNotFound or SunoErrorKind.InvalidArgument;
        return CreateLabeled(error, taskId, hasId ? label : $"{label}Task '{ShownText.Label(taskId)}': ");
    }

    /// <summary>Creates the record for a submission, and adds its name.</summary>
    public static ErrorRecord CreateForSubmission(SunoApiException error, SubmissionRow row) => CreateLabeled(
        error,
        row.Target ?? row.Submission,
        error.Kind == SunoErrorKind.InvalidArgument || row.Submission is null
            ? ""
            : $"'{ShownText.Label(row.Submission.ToString())}': ");

    /// <summary>Creates the record for a file of a clip, and adds the clip, which the error does not contain.</summary>
    public static ErrorRecord CreateForMedia(SunoApiException error, SunoMediaPlan plan)
    {
        SunoClip clip = plan.Clip;
        string label = clip.ClipId.Length > 0 ? clip.ClipId : clip.Title ?? clip.TaskId;
        string media = plan.Media is { } kind ? $", {kind.ToString().ToLowerInvariant()}" : "";
        return CreateLabeled(error, plan.Target, $"Clip '{ShownText.Label(label)}'{media}: ");
    }

    /// <summary>Creates the record for an input file, and adds its path, which the error does not contain.</summary>
    public static ErrorRecord CreateForFile(SunoApiException error, string path) => CreateLabeled(
        error,
        path,
        $"'{path}': ",
        error.Kind != SunoErrorKind.FileError ? null
            : File.Exists(path) || Directory.Exists(path) ? ErrorCategory.ReadError
            : ErrorCategory.ObjectNotFound);

    /// <summary>Creates a record with a label before its message; none if the label is empty.</summary>
    private static ErrorRecord CreateLabeled(
        SunoApiException error, object? target, string label, ErrorCategory? category = null)
    {
        ErrorRecord record = Create(error, target, category ?? CategoryOf(error));
        if (label.Length > 0)
        {
            record.ErrorDetails = new ErrorDetails(label + record.Exception.Message);
        }

        return record;
    }

    private static ErrorCategory CategoryOf(SunoApiException error) => error.Kind switch
    {
        SunoErrorKind.InvalidArgument when error.Remedy is Remedy.AllowPrivateNetwork or Remedy.NameGateway =>
            ErrorCategory.SecurityError,
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
