using System.Runtime.InteropServices;
using SunoPS.Reported;

namespace SunoPS.Client.Tests.Platforms;

/// <summary>The platforms of the client's tests besides that of the SDK.</summary>
internal sealed class PlatformRuns : IReportedRunSource
{
    /// <summary>Enables the tests under Wine; <c>./build.ps1 Test -Windows</c> sets it.</summary>
    private const string WindowsSwitch = "SUNOPS_TEST_WINDOWS";

    /// <summary>Enables the tests on .NET 8, and of the build for Windows PowerShell; <c>.ci/run</c> sets it.</summary>
    private const string PlatformsSwitch = "SUNOPS_TEST_PLATFORMS";

    public string Trait => "Platform";

    public IEnumerable<IReportedRun> FindAll()
    {
        yield return Platform(".NET 8", new PublishedTests(
            Metadata.Read("ModuleTargetFramework"), RuntimeInformation.RuntimeIdentifier, []));
        yield return Platform("Windows PowerShell build", new BuiltTests(Metadata.Read("DesktopTests")));
        if (!OperatingSystem.IsWindows() && IsSet(WindowsSwitch))
        {
            yield return new PlatformRun(
                "Wine", new PublishedTests(Metadata.Read("ToolTargetFramework"), "win-x64", ["wine"]));
        }
    }

    private static IReportedRun Platform(string name, ITestProgram program) =>
        IsSet(PlatformsSwitch) ? new PlatformRun(name, program) : new DisabledRun(name, PlatformsSwitch);

    private static bool IsSet(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 };
}
