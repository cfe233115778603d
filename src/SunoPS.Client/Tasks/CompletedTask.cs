namespace SunoPS;

/// <summary>Reads the results of .NET tasks that have completed.</summary>
internal static class CompletedTask
{
    /// <summary>Returns the result of a completed task, or throws its exception.</summary>
    /// <remarks>The runtime's own <c>ResultNow</c> would hide the exception.</remarks>
    public static T ResultOrThrow<T>(this Task<T> task)
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
