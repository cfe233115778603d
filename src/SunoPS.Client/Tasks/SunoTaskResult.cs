namespace SunoPS;

/// <summary>The result for one id: its task or an error.</summary>
public readonly record struct SunoTaskResult
{
    internal SunoTaskResult(string taskId, SunoTask task)
    {
        TaskId = taskId;
        Task = task;
    }

    internal SunoTaskResult(string taskId, SunoApiException error)
    {
        TaskId = taskId;
        Error = error;
    }

    /// <summary>The requested id.</summary>
    public string TaskId { get; }

    /// <summary>The task; null if there is an error.</summary>
    public SunoTask? Task { get; }

    /// <summary>The error; null if there is a task.</summary>
    public SunoApiException? Error { get; }
}
