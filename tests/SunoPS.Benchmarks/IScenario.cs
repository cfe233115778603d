namespace SunoPS.Benchmarks;

/// <summary>One question, asked of several contenders in turn.</summary>
internal interface IScenario
{
    /// <summary>Its name on the command line, and of its tables in the document.</summary>
    string Name { get; }

    /// <summary>Runs it.</summary>
    Task<ScenarioReport> RunAsync(BenchmarkContext context);
}
