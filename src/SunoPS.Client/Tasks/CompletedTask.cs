namespace SunoPS;

/// <summary>Reads the results of .NET tasks that have completed.</summary>
internal static class CompletedTask
{
    /// <summary>The result of a task that has ended; throws as the task did.</summary>
    public static T ResultNow<T>(this Task<T> task)
    {
        if (!task.IsCompleted)
        {
            throw new InvalidOperationException("The task is still under way.");
        }

#pragma warning disable RS0030 // Nothing waits here.
        return task.GetAwaiter().GetResult();
#pragma warning restore RS0030
    }
}
