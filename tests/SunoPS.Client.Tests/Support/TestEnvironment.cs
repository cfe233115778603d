using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace SunoPS.Client.Tests;

/// <summary>Keeps the machine's settings out of the tests.</summary>
internal static class TestEnvironment
{
    /// <summary>A proxy in the environment would stand between the client and the gateway on this machine.</summary>
    [ModuleInitializer]
    public static void IgnoreProxies() => HttpClient.DefaultProxy = new WebProxy();

    /// <summary>.NET Framework has the code pages by itself.</summary>
    [ModuleInitializer]
    public static void AddCodePages()
    {
        if (ClientBuild.IsForDesktop)
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        }
    }
}
