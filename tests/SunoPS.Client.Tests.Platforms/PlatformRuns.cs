using System.Runtime.InteropServices;
using SunoPS.Reported;

namespace SunoPS.Client.Tests.Platforms;

/// <summary>The platforms of the client's tests besides that of the SDK.</summary>
internal sealed class PlatformRuns : IReportedRunSource
{
    /// <summary>Enables the tests under Wine; <c>./build.ps1 Test -Windows</c> sets it.</summary>
    private const string WindowsSwitch = "SUNOPS_TEST_WINDOWS";

    public string Trait => "Platform";

    public IEnumerable<IReportedRun> FindAll()
    {
        yield return new PlatformRun(
            ".NET 8", Metadata.Read("ModuleTargetFramework"), RuntimeInformation.RuntimeIdentifier, []);
        if (!OperatingSystem.IsWindows() && Environment.GetEnvironmentVariable(WindowsSwitch) is { Length: > 0 })
        {
            yield return new PlatformRun("Wine", Metadata.Read("ToolTargetFramework"), "win-x64", ["wine"]);
        }
    }
}
