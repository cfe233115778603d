namespace SunoPS.Soak;

/// <summary>The results of the ids.</summary>
internal sealed class SoakTally
{
    public int Batches { get; set; }

    public int Ids { get; set; }

    public int Tasks { get; set; }

    /// <summary>Number of ids that ended in an error, by its kind.</summary>
    public SortedDictionary<SunoErrorKind, int> Errors { get; } = [];

    /// <summary>Number of unexpected results: missing, duplicate, out of order, or of another id.</summary>
    public int Violations { get; set; }

    public TimeSpan Elapsed { get; set; }
}
