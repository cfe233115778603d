namespace SunoPS.Benchmarks;

/// <summary>A comparison of several contenders.</summary>
internal interface IScenario
{
    /// <summary>The name on the command line, and of the tables in the document.</summary>
    string Name { get; }

    /// <summary>Runs the scenario.</summary>
    Task<ScenarioReport> RunAsync(BenchmarkContext context);
}
