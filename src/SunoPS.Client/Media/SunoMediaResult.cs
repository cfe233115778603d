namespace SunoPS;

/// <summary>What became of one file: where it is, or the error that stands in its place.</summary>
public sealed class SunoMediaResult
{
    internal SunoMediaResult(SunoMediaPlan plan, string path, bool wasThere)
    {
        Plan = plan;
        Path = path;
        WasThere = wasThere;
    }

    internal SunoMediaResult(SunoMediaPlan plan, SunoApiException error)
    {
        Plan = plan;
        Error = error;
    }

    /// <summary>What was to be done.</summary>
    public SunoMediaPlan Plan { get; }

    /// <summary>The full path of the file, which is whole; null where there is an error.</summary>
    public string? Path { get; }

    /// <summary>True where the file was there before, and was left as it is.</summary>
    public bool WasThere { get; }

    /// <summary>Why there is no file; null where there is one.</summary>
    public SunoApiException? Error { get; }
}
