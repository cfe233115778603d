namespace SunoPS.Reported;

/// <summary>Lists the runs of an assembly, without starting one.</summary>
internal interface IReportedRunSource
{
    /// <summary>The trait by which a filter names runs.</summary>
    string Trait { get; }

    IEnumerable<IReportedRun> FindAll();
}
