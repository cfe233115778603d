using System.Diagnostics;
using System.Net.NetworkInformation;

namespace SunoPS.Soak;

/// <summary>Measures this process.</summary>
/// <param name="port">The port of the gateway.</param>
internal sealed class ProcessMeter(int port)
{
    private static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(2);

    /// <summary>Idle threads of the pool end after 20 seconds, idle connections after a minute.</summary>
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(90);

    /// <summary>The least time that what has just ended is given.</summary>
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(3);

    /// <summary>Samples until it is told to stop.</summary>
    public async Task<IReadOnlyList<ProcessSample>> SampleAsync(CancellationToken stop)
    {
        var samples = new List<ProcessSample>();
        using var timer = new PeriodicTimer(SampleInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                samples.Add(Sample());
            }
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }

        return samples;
    }

    /// <summary>Measures when things have come to rest.</summary>
    /// <param name="best">What is waited for, up to a limit; null to wait a fixed time.</param>
    public async Task<ProcessSample> SettleAsync(ProcessSample? best)
    {
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            await Task.Delay(SettleTime);
            ProcessSample sample = Sample();
            if (best is not { } wanted
                || (sample.Sockets <= wanted.Sockets && sample.Threads <= wanted.Threads)
                || Stopwatch.GetElapsedTime(start) > SettleLimit)
            {
                return sample;
            }
        }
    }

    private ProcessSample Sample()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long heap = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        int sockets = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections()
            .Count(connection =>
                connection.RemoteEndPoint.Port == port
                    && connection.State is TcpState.Established or TcpState.CloseWait);
        return new ProcessSample(sockets, process.Threads.Count, heap, process.WorkingSet64);
    }
}
