namespace SunoPS.Gateway;

/// <summary>The progress of submitted tasks.</summary>
public sealed record SubmissionSettings
{
    /// <summary>Number of fetches that return an unfinished task; from 0.</summary>
    public int Steps { get; init; } = 3;

    /// <summary>Tasks whose request contains this text fail; null for none.</summary>
    public string? FailContains { get; init; } = FailReasons.Artist;
}
