namespace SunoPS;

/// <summary>What became of one id: its task, or the error that stands in its place.</summary>
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

    /// <summary>The id that was asked for.</summary>
    public string TaskId { get; }

    /// <summary>The task; null where there is an error.</summary>
    public SunoTask? Task { get; }

    /// <summary>Why there is no task; null where there is one.</summary>
    public SunoApiException? Error { get; }
}
