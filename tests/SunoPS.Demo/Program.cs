using System.Runtime.InteropServices;
using System.Text;
using SunoPS.Gateway;
using SunoPS.Shared;

namespace SunoPS.Demo;

/// <summary>
/// Shows the main job end to end, with a gateway in this process.
/// </summary>
internal static class Program
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int WrongArguments = 2;
    private const int Interrupted = 130;

    private static async Task<int> Main(string[] args)
    {
        if (!DemoOptions.TryParse(args, out DemoOptions options))
        {
            await Console.Error.WriteLineAsync(DemoOptions.Usage);
            return WrongArguments;
        }

        if (options.ShowsHelp)
        {
            Console.WriteLine(DemoOptions.Usage);
            return Done;
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
            return await RunAsync(options, stopping.Token);
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

    private static async Task<int> RunAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        PowerShellHost host = await PowerShellHost.FindAsync(RepositoryPaths.Root, cancellationToken);
        DirectoryInfo folder = options.Output is null
            ? Directory.CreateTempSubdirectory("SunoPS-demo-")
            : Directory.CreateDirectory(options.Output);

        await using LocalGateway gateway = await LocalGateway.StartAsync(cancellationToken: cancellationToken);
        var client = new SunoClient(
            new SunoConnection(SunoGateway.Custom with { BaseUri = gateway.BaseUri }, gateway.ApiKey));
        await DemoTasks.BeginAsync(client, cancellationToken);
        return await PowerShellDemo.RunAsync(host, gateway, folder, cancellationToken);
    }
}
