namespace SunoPS;

/// <summary>The result for one file: its path or its error.</summary>
public sealed class SunoMediaResult
{
    internal SunoMediaResult(SunoMediaPlan plan, string? path, bool wasThere, SunoApiException? error = null) =>
        (Plan, Path, WasThere, Error) = (plan, path, wasThere, error);

    /// <summary>The plan of the file.</summary>
    public SunoMediaPlan Plan { get; }

    /// <summary>The full path of the complete file; null if there is an error.</summary>
    public string? Path { get; }

    /// <summary>True if the file existed before and was not changed.</summary>
    public bool WasThere { get; }

    /// <summary>The error; null if there is a file.</summary>
    public SunoApiException? Error { get; }
}
