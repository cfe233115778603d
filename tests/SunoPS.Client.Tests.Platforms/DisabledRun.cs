using SunoPS.Reported;

namespace SunoPS.Client.Tests.Platforms;

/// <summary>A platform that is tested only if an environment variable is set.</summary>
/// <param name="name">The name of the platform.</param>
/// <param name="variable">The environment variable.</param>
internal sealed class DisabledRun(string name, string variable) : IReportedRun
{
    public string Name => name;

    public Task<IReadOnlyList<ReportedTest>> RunAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ReportedTest>>([ReportedTest.Skip($"set {variable}=1 to run it")]);
}
