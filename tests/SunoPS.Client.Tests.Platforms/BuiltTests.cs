using System.Diagnostics;
using SunoPS.Reported;
using SunoPS.Shared;

namespace SunoPS.Client.Tests.Platforms;

/// <summary>The client's tests as another project builds them.</summary>
/// <param name="assembly">The path of the assembly.</param>
internal sealed class BuiltTests(string assembly) : ITestProgram
{
    public Task<(ProcessStartInfo? StartInfo, ReportedTest? Instead)> PrepareAsync(
        CancellationToken cancellationToken) =>
        Task.FromResult<(ProcessStartInfo?, ReportedTest?)>((new ProcessStartInfo(DotnetHost.Path, [assembly]), null));
}
