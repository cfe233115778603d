using System.Runtime.CompilerServices;

namespace SunoPS.Client.Tests;

/// <summary>Isolates the tests from settings of the machine.</summary>
internal static class TestEnvironment
{
    /// <summary>Bypasses a proxy in the environment for the local gateway.</summary>
    [ModuleInitializer]
    public static void IgnoreProxies() => HttpClient.DefaultProxy = new WebProxy();

    /// <summary>Registers the code pages, which .NET Framework includes.</summary>
    [ModuleInitializer]
    public static void AddCodePages()
    {
        if (ClientBuild.IsForDesktop)
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        }
    }
}
