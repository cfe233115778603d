using System.Net.NetworkInformation;

namespace SunoPS.Soak;

/// <summary>The resources of this process at one time.</summary>
/// <param name="Sockets">Number of connections to the gateway.</param>
/// <param name="HeapBytes">Live bytes on the managed heap after a full collection.</param>
internal readonly record struct ProcessSample(int Sockets, int Threads, long HeapBytes, long WorkingSetBytes);

/// <summary>Measures this process.</summary>
/// <param name="port">The port of the gateway.</param>
internal sealed class ProcessMeter(int port)
{
    private static readonly TimeSpan SampleInterval = TimeSpan.FromSeconds(2);

    /// <summary>The maximum wait: idle pool threads end after 20 seconds, idle connections after a minute.</summary>
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(3);

    /// <summary>Samples until it is stopped.</summary>
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
            // Stopped.
        }

        return samples;
    }

    /// <summary>Measures after activity has settled.</summary>
    /// <param name="best">The sample to wait for, up to a limit; null to wait a fixed time.</param>
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
