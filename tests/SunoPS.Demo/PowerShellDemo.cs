using System.Diagnostics;
using SunoPS.Gateway;
using SunoPS.Shared;

namespace SunoPS.Demo;

/// <summary>The demo in PowerShell, with <c>demo.ps1</c>.</summary>
internal static class PowerShellDemo
{
    /// <summary>Runs the script to its end; returns its exit code.</summary>
    public static async Task<int> RunAsync(
        PowerShellHost host, LocalGateway gateway, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        string ids = Path.Combine(folder.FullName, "ids.txt");
        await File.WriteAllLinesAsync(ids, DemoTasks.Ids, cancellationToken);
        string module = Path.GetRelativePath(
            RepositoryPaths.Root, Path.GetDirectoryName(RepositoryPaths.StagedModule)!);
        ProcessStartInfo startInfo = host.CreateStartInfo(
            Path.Combine(AppContext.BaseDirectory, "demo.ps1"),
            "-ModulePath", $"./{module.Replace('\\', '/')}",
            "-BaseUri", gateway.BaseUri.AbsoluteUri,
            "-OutputPath", folder.FullName,
            "-TaskId", DemoTasks.Recorded);
        startInfo.Environment["SUNO_API_KEY"] = gateway.ApiKey;
        return await ChildProcess.RunAsync(startInfo, cancellationToken);
    }
}
