namespace SunoPS.Reported;

/// <summary>Tests that run together in another process.</summary>
internal interface IReportedRun
{
    /// <summary>The name, for filters.</summary>
    string Name { get; }

    Task<IReadOnlyList<ReportedTest>> RunAsync(CancellationToken cancellationToken);
}

/// <summary>Lists the runs of an assembly, without starting one.</summary>
internal interface IReportedRunSource
{
    /// <summary>The trait with which a filter selects runs.</summary>
    string Trait { get; }

    IEnumerable<IReportedRun> FindAll();
}
