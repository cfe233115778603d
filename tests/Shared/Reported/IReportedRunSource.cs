namespace SunoPS.Reported;

/// <summary>Lists the runs of an assembly, without starting one.</summary>
internal interface IReportedRunSource
{
    /// <summary>The trait with which a filter selects runs.</summary>
    string Trait { get; }

    IEnumerable<IReportedRun> FindAll();
}
