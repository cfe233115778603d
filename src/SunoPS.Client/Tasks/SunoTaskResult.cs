namespace SunoPS;

/// <summary>The result for one id: its task or an error.</summary>
internal sealed record SunoTaskResult(SunoTaskReference Reference, SunoTask? Task, SunoApiException? Error)
{
    /// <summary>The requested id.</summary>
    public string TaskId => Reference.TaskId;
}
