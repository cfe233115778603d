using System.Net.Sockets;
using SunoPS.Shared;

namespace SunoPS.Pester;

/// <summary>
/// A PowerShell process that runs Pester files in turn, each in its own runspace. Starting PowerShell and compiling
/// Pester takes longer than most files.
/// </summary>
/// <param name="process">The running process.</param>
/// <param name="connection">The connection with the process; null if it has ended.</param>
internal sealed class PesterWorker(Task<ChildResult> process, TcpClient? connection) : IDisposable
{
    /// <summary>Far more than all files take on a busy machine: only a hang reaches it.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromHours(3);

    private readonly StreamReader _results = new(connection?.GetStream() ?? Stream.Null);

    /// <summary>Starts a process.</summary>
    public static async Task<PesterWorker> StartAsync(
        PowerShellHost host, string gateway, CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        ProcessStartInfo startInfo = host.CreateStartInfo(
            Path.Combine(AppContext.BaseDirectory, "Start-PesterWorker.ps1"), "-Port",
            port.ToString(CultureInfo.InvariantCulture));
        startInfo.Environment["SUNOPS_TEST_MODULE"] = RepositoryPaths.StagedModule;
        startInfo.Environment["SUNOPS_TEST_GATEWAY"] = gateway;
        startInfo.Environment["PSModulePath"] = Path.Combine(AppContext.BaseDirectory, "modules");
        startInfo.Environment["NO_COLOR"] = "1";
        // Profiling (PGO) of code that runs once takes a fifth of the processor time.
        startInfo.Environment["DOTNET_TieredPGO"] = "0";
        // 64 MiB: fewer collections of the many objects that tests soon drop. The number is hexadecimal.
        startInfo.Environment["DOTNET_GCgen0size"] = "4000000";
        Task<ChildResult> process = ChildProcess.CaptureAsync(startInfo, Limit, cancellationToken);
        Task<TcpClient> connecting = listener.AcceptTcpClientAsync(cancellationToken).AsTask();
        return await Task.WhenAny(process, connecting) == connecting
            ? new PesterWorker(process, await connecting)
            : new PesterWorker(process, connection: null);
    }

    /// <summary>Runs a file.</summary>
    /// <returns>Its result as JSON; null if the process has ended.</returns>
    public async Task<string?> RunAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (connection is not null)
            {
                await connection.GetStream().WriteAsync(Encoding.UTF8.GetBytes(path + "\n"), cancellationToken);
            }

            return await _results.ReadLineAsync(cancellationToken);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Closes the connection, and waits for the process to end.</summary>
    public Task<ChildResult> EndAsync()
    {
        Dispose();
        return process;
    }

    public void Dispose()
    {
        _results.Dispose();
        connection?.Dispose();
    }
}
