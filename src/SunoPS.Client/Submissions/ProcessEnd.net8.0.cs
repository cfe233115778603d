using System.Runtime.InteropServices;

namespace SunoPS;

/// <remarks>These signals (<c>docker stop</c>, a closed terminal) skip the event of a normal end.</remarks>
internal static partial class ProcessEnd
{
    private static PosixSignalRegistration[] _signals = [];

    static partial void WatchSignals() =>
        _signals = Array.ConvertAll(
            [PosixSignal.SIGTERM, PosixSignal.SIGHUP],
            static signal => PosixSignalRegistration.Create(signal, static _ => AwaitSignal()));

    static partial void IgnoreSignals() => Array.ForEach(_signals, static signal => signal.Dispose());

    /// <summary>Ends submissions. If a host keeps the process alive, later ones are sent again.</summary>
    private static void AwaitSignal()
    {
        CancellationTokenSource begun = _beginning;
        AwaitOutcomes(begun);
        _ = ResumeAsync(begun);
    }

    private static async Task ResumeAsync(CancellationTokenSource begun)
    {
        await Task.Delay(Grace + Grace).ConfigureAwait(false);
        Interlocked.CompareExchange(ref _beginning, new CancellationTokenSource(), begun);
    }
}
