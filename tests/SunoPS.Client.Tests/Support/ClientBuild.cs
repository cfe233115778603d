using System.Reflection;
using System.Runtime.Versioning;

namespace SunoPS.Client.Tests;

/// <summary>Which build of the client is under test: the tests run for both.</summary>
internal static class ClientBuild
{
    /// <summary>True for the build that goes to Windows PowerShell.</summary>
    public static bool IsForDesktop { get; } =
        typeof(SunoClient).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName.StartsWith(
            ".NETStandard", StringComparison.Ordinal);

    /// <summary>Skips the rest of a test of what is otherwise there.</summary>
    public static void SkipForDesktop(string reason) => Assert.SkipWhen(IsForDesktop, reason);
}
