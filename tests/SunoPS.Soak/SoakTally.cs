namespace SunoPS.Soak;

/// <summary>The results of the ids.</summary>
internal sealed record SoakTally
{
    public int Batches { get; init; }

    public int Ids { get; init; }

    public int Tasks { get; init; }

    /// <summary>Number of ids that ended in an error, by its kind.</summary>
    public IReadOnlyDictionary<SunoErrorKind, int> Errors { get; init; } = new SortedDictionary<SunoErrorKind, int>();

    /// <summary>Number of unexpected results: missing, duplicate, out of order, or of another id.</summary>
    public int Violations { get; init; }

    public TimeSpan Elapsed { get; init; }

    public SoakTally Plus(SoakTally other)
    {
        var errors = new SortedDictionary<SunoErrorKind, int>(Errors.ToDictionary());
        foreach ((SunoErrorKind kind, int count) in other.Errors)
        {
            errors[kind] = errors.GetValueOrDefault(kind) + count;
        }

        return new SoakTally
        {
            Batches = Batches + other.Batches,
            Ids = Ids + other.Ids,
            Tasks = Tasks + other.Tasks,
            Errors = errors,
            Violations = Violations + other.Violations,
        };
    }
}
