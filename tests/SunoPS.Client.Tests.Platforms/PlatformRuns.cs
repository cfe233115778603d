using System.Runtime.InteropServices;
using SunoPS.Reported;
using SunoPS.Shared;

namespace SunoPS.Client.Tests.Platforms;

/// <summary>The platforms of the client's tests besides that of the SDK.</summary>
internal sealed class PlatformRuns : IReportedRunSource
{
    /// <summary>Enables the tests under Wine; <c>./build.ps1 Test -Windows</c> sets it.</summary>
    private const string WindowsSwitch = "SUNOPS_TEST_WINDOWS";

    /// <summary>Enables the tests on .NET 8, and of the build for Windows PowerShell; <c>.ci/run</c> sets it.</summary>
    private const string PlatformsSwitch = "SUNOPS_TEST_PLATFORMS";

    public string Trait => "Platform";

    /// <summary>Returns a build property from the project file.</summary>
    public static string Property(string key) => typeof(PlatformRuns).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    public IEnumerable<IReportedRun> FindAll()
    {
        var published = new PublishedTests(
            Property("ModuleTargetFramework"), RuntimeInformation.RuntimeIdentifier, []);
        yield return Platform(".NET 8", published.PrepareAsync);
        yield return Platform("Windows PowerShell build", _ => Task.FromResult<(ProcessStartInfo?, ReportedTest?)>(
            (new ProcessStartInfo(DotnetHost.Path, [Property("DesktopTests")]), null)));
        if (!OperatingSystem.IsWindows() && IsSet(WindowsSwitch))
        {
            var wine = new PublishedTests(Property("ToolTargetFramework"), "win-x64", ["wine"]);
            yield return new PlatformRun("Wine", wine.PrepareAsync);
        }
    }

    private static PlatformRun Platform(string name, PlatformRun.Prepare prepare) => new(
        name,
        IsSet(PlatformsSwitch) ? prepare : _ => Task.FromResult<(ProcessStartInfo?, ReportedTest?)>(
            (null, ReportedTest.Skip($"set {PlatformsSwitch}=1 to run it"))));

    private static bool IsSet(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 };
}
