namespace SunoPS.Gateway;

/// <summary>How submitted tasks get on.</summary>
public sealed record SubmissionSettings
{
    /// <summary>
    /// How often a task is found unfinished before it is done: NOT_START, SUBMITTED, then IN_PROGRESS; from 0.
    /// </summary>
    public int Steps { get; init; } = 3;

    /// <summary>Tasks whose request has this text in it fail instead of succeeding; null for none.</summary>
    public string? FailContains { get; init; }

    /// <summary>Refuses what cannot be.</summary>
    /// <exception cref="ArgumentException">A property has a value that it cannot have.</exception>
    internal void Check()
    {
        if (Steps < 0)
        {
            throw new ArgumentException($"'{Steps}' is no number of steps from 0.");
        }
    }
}
