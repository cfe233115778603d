using System.Runtime.InteropServices;
using SunoPS.Reported;

namespace SunoPS.Client.Tests.Platforms;

/// <summary>The platforms of the client's tests besides that of the SDK.</summary>
internal sealed class PlatformRuns : IReportedRunSource
{
    /// <summary>Enables the tests under Wine; <c>./build.ps1 Test -Windows</c> sets it.</summary>
    private const string WindowsSwitch = "SUNOPS_TEST_WINDOWS";

    /// <summary>Enables the tests on .NET 8; <c>.ci/run</c> sets it.</summary>
    private const string PlatformsSwitch = "SUNOPS_TEST_PLATFORMS";

    public string Trait => "Platform";

    public IEnumerable<IReportedRun> FindAll()
    {
        yield return IsSet(PlatformsSwitch)
            ? new PlatformRun(
                ".NET 8", Metadata.Read("ModuleTargetFramework"), RuntimeInformation.RuntimeIdentifier, [])
            : new DisabledRun(".NET 8", PlatformsSwitch);
        if (!OperatingSystem.IsWindows() && IsSet(WindowsSwitch))
        {
            yield return new PlatformRun("Wine", Metadata.Read("ToolTargetFramework"), "win-x64", ["wine"]);
        }
    }

    private static bool IsSet(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 };
}
