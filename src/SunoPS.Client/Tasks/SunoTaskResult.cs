namespace SunoPS;

/// <summary>The result for one id: its task or an error.</summary>
/// <param name="Reference">The reference that was added.</param>
/// <param name="Task">The task; null if there is an error.</param>
/// <param name="Error">The error; null if there is a task.</param>
public readonly record struct SunoTaskResult(SunoTaskReference Reference, SunoTask? Task, SunoApiException? Error)
{
    /// <summary>The requested id.</summary>
    public string TaskId => Reference.TaskId;
}
