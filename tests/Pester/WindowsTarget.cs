using SunoPS.Shared;

namespace SunoPS.Pester;

/// <summary>A PowerShell for Windows under Wine, and a local gateway for it.</summary>
internal sealed class WindowsTarget
{
    /// <summary>Far more than publishing takes on a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    private static WindowsTarget? _found;

    private readonly Lazy<Task<string>> _gateway = new(PublishGatewayAsync);

    private WindowsTarget(string path) => Host = PowerShellHost.UnderWine(path, RepositoryPaths.Root);

    public PowerShellHost Host { get; }

    /// <summary>Returns the target in <c>SUNOPS_WINDOWS_PWSH</c>; null if tests of Windows are not requested.</summary>
    public static WindowsTarget? Find() =>
        Environment.GetEnvironmentVariable("SUNOPS_TEST_WINDOWS") is { Length: > 0 }
        && Environment.GetEnvironmentVariable("SUNOPS_WINDOWS_PWSH") is { Length: > 0 } path
            ? _found ??= new WindowsTarget(path)
            : null;

    /// <summary>The path of the gateway's program for Windows.</summary>
    public Task<string> GetGatewayAsync() => _gateway.Value;

    private static async Task<string> PublishGatewayAsync()
    {
        string project = Path.Combine(RepositoryPaths.Root, "tests", "SunoPS.Gateway");
        string folder = Path.Combine(RepositoryPaths.Root, "tests", "Pester", "obj", "gateway-win-x64");
        ChildResult publish = await ChildProcess.CaptureAsync(
            new ProcessStartInfo(
                "dotnet",
                [
                    "publish", project, "--runtime", "win-x64", "--self-contained", "--output", folder,
                    "--artifacts-path", folder + ".artifacts", "-p:RunAnalyzers=false",
                ]),
            Limit, CancellationToken.None);
        return publish.ExitCode == 0
            ? Path.Combine(folder, "SunoPS.Gateway.exe")
            : throw new InvalidOperationException(publish.Output);
    }
}
