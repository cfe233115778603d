namespace SunoPS;

/// <summary>
/// Delays the end of the process until submissions in flight have their outcome: their responses name tasks that are
/// paid for.
/// </summary>
internal static partial class ProcessEnd
{
    /// <summary>How long an ending process waits.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private static readonly object Lock = new();
    private static readonly CancellationTokenSource Begun = new();
    private static int _inFlight;

    static ProcessEnd()
    {
        AppDomain.CurrentDomain.ProcessExit += static (_, _) => AwaitOutcomes();
    }

    /// <summary>Canceled when the process begins to end: nothing more may be sent.</summary>
    public static CancellationToken Beginning => Begun.Token;

    /// <summary>Begins a submission.</summary>
    public static void Enter()
    {
        lock (Lock)
        {
            if (_inFlight++ == 0)
            {
                WatchSignals();
            }
        }
    }

    /// <summary>Ends a submission whose outcome is in the journal.</summary>
    public static void Exit()
    {
        lock (Lock)
        {
            if (--_inFlight == 0)
            {
                IgnoreSignals();
            }

            Monitor.PulseAll(Lock);
        }
    }

    /// <summary>
    /// Returns at once, but never while the process ends: a script must not continue without its remaining
    /// submissions.
    /// </summary>
    public static Task StayAsync() =>
        Begun.IsCancellationRequested ? Task.Delay(Timeout.InfiniteTimeSpan) : Task.CompletedTask;

    static partial void WatchSignals();

    static partial void IgnoreSignals();

    private static void AwaitOutcomes()
    {
        Begun.Cancel();
        long end = Environment.TickCount64 + (long)Grace.TotalMilliseconds;
        lock (Lock)
        {
            while (_inFlight > 0 && end - Environment.TickCount64 is > 0 and var left)
            {
                Monitor.Wait(Lock, TimeSpan.FromMilliseconds(left));
            }
        }
    }
}
