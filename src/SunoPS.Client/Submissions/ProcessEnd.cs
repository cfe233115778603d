namespace SunoPS;

/// <summary>Delays the end of the process for the outcome of sent submissions: their tasks are paid for.</summary>
internal static partial class ProcessEnd
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private static readonly object Lock = new();
    private static volatile CancellationTokenSource _beginning = new();
    private static volatile bool _isExiting;
    private static int _inFlight;

    static ProcessEnd()
    {
        AppDomain.CurrentDomain.ProcessExit += static (_, _) =>
        {
            _isExiting = true;
            AwaitOutcomes(_beginning);
        };
    }

    /// <summary>Canceled when the process begins to end: nothing more may be sent.</summary>
    public static CancellationToken Beginning => _isExiting ? new(canceled: true) : _beginning.Token;

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
        }
    }

    /// <summary>Waits while the process ends, so that a script does not continue without the rest.</summary>
    public static async Task StayAsync()
    {
        while (Beginning.IsCancellationRequested)
        {
            await Task.Delay(TimeSpan.FromSeconds(0.1)).ConfigureAwait(false);
        }
    }

    static partial void WatchSignals();

    static partial void IgnoreSignals();

    private static void AwaitOutcomes(CancellationTokenSource begun)
    {
        begun.Cancel();
        SpinWait.SpinUntil(static () => Volatile.Read(ref _inFlight) == 0, Grace);
    }
}
