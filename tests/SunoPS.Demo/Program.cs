using System.Runtime.InteropServices;
using SunoPS.Gateway;
using SunoPS.Shared;

namespace SunoPS.Demo;

/// <summary>Shows the main job end to end, with a gateway in this process.</summary>
internal static class Program
{
    private const int Failed = 1;
    private const int WrongArguments = 2;
    private const int Interrupted = 130;

    private static async Task<int> Main(string[] args)
    {
        if (args is not ([] or ["--output", { Length: > 0 }]))
        {
            await Console.Error.WriteLineAsync("usage: dotnet run --project tests/SunoPS.Demo [-- --output <folder>]");
            return WrongArguments;
        }

        LoopbackProxy.Bypass();
        Encoding encodingBefore = Console.OutputEncoding;
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var stopping = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        try
        {
            return await RunAsync(args.ElementAtOrDefault(1), stopping.Token);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return Interrupted;
        }
        catch (Exception exception) when (
            exception is IOException or UnauthorizedAccessException or InvalidOperationException or SunoApiException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Failed;
        }
        finally
        {
            // A Windows console keeps its code page after the program that set it.
            Console.OutputEncoding = encodingBefore;
        }

        void Stop(PosixSignalContext signal)
        {
            // The default would end this process and leave its child processes behind.
            signal.Cancel = true;
            stopping.Cancel();
        }
    }

    /// <summary>Runs <c>demo.ps1</c>, with the files in a folder, or in a new one; returns its exit code.</summary>
    private static async Task<int> RunAsync(string? output, CancellationToken cancellationToken)
    {
        PowerShellHost host = await PowerShellHost.FindAsync(RepositoryPaths.Root, cancellationToken);
        string folder = (output is null
            ? Directory.CreateTempSubdirectory("SunoPS-demo-") : Directory.CreateDirectory(output)).FullName;

        await using LocalGateway gateway = await LocalGateway.StartAsync(cancellationToken: cancellationToken);
        var client = new SunoClient(
            new SunoConnection(SunoGateway.Custom with { BaseUri = gateway.BaseUri }, gateway.ApiKey));
        await DemoTasks.BeginAsync(client, cancellationToken);
        await File.WriteAllLinesAsync(Path.Combine(folder, "ids.txt"), DemoTasks.Ids, cancellationToken);
        string module = Path.GetRelativePath(
            RepositoryPaths.Root, Path.GetDirectoryName(RepositoryPaths.StagedModule)!);
        ProcessStartInfo startInfo = host.CreateStartInfo(
            Path.Combine(AppContext.BaseDirectory, "demo.ps1"), "-ModulePath", $"./{module.Replace('\\', '/')}",
            "-BaseUri", gateway.BaseUri.AbsoluteUri, "-OutputPath", folder, "-TaskId", DemoTasks.Recorded);
        startInfo.Environment["SUNO_API_KEY"] = gateway.ApiKey;
        return await ChildProcess.RunAsync(startInfo, cancellationToken);
    }
}
