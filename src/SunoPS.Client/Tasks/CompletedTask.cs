namespace SunoPS;

/// <summary>Reads the results of .NET tasks that have completed.</summary>
internal static class CompletedTask
{
    /// <summary>Returns the result of a completed task, or throws its exception.</summary>
    public static T ResultNow<T>(this Task<T> task)
    {
        if (!task.IsCompleted)
        {
            throw new InvalidOperationException("The task is still under way.");
        }

#pragma warning disable RS0030 // The task has completed, so this does not block.
        return task.GetAwaiter().GetResult();
#pragma warning restore RS0030
    }
}
