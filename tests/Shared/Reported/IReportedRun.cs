namespace SunoPS.Reported;

/// <summary>Tests that run together in another process.</summary>
internal interface IReportedRun
{
    /// <summary>The name, for filters.</summary>
    string Name { get; }

    Task<IReadOnlyList<ReportedTest>> RunAsync(CancellationToken cancellationToken);
}
