using System.Runtime.Versioning;

namespace SunoPS.Client.Tests;

/// <summary>The tested build of the client: the tests run for both.</summary>
internal static class ClientBuild
{
    /// <summary>True for the build for Windows PowerShell.</summary>
    public static bool IsForDesktop { get; } =
        typeof(SunoClient).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName.StartsWith(
            ".NETStandard", StringComparison.Ordinal);

    /// <summary>Returns a property of the build, from the project file.</summary>
    public static string Property(string key) => typeof(ClientBuild).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;

    /// <summary>Skips the rest of a test that does not apply to Windows PowerShell.</summary>
    public static void SkipForDesktop(string reason) => Assert.SkipWhen(IsForDesktop, reason);
}
