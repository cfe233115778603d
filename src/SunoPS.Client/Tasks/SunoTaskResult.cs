namespace SunoPS;

/// <summary>The result for one id: its task or an error.</summary>
public readonly record struct SunoTaskResult
{
    internal SunoTaskResult(SunoTaskReference reference, SunoTask? task, SunoApiException? error) =>
        (Reference, Task, Error) = (reference, task, error);

    /// <summary>The reference that was added.</summary>
    public SunoTaskReference Reference { get; }

    /// <summary>The requested id.</summary>
    public string TaskId => Reference.TaskId;

    /// <summary>The task; null if there is an error.</summary>
    public SunoTask? Task { get; }

    /// <summary>The error; null if there is a task.</summary>
    public SunoApiException? Error { get; }
}
