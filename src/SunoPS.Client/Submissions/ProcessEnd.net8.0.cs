using System.Runtime.InteropServices;

namespace SunoPS;

/// <remarks>
/// These signals (<c>docker stop</c>, a reboot, a closed terminal) end a process without the event of a normal end.
/// </remarks>
internal static partial class ProcessEnd
{
    private static PosixSignalRegistration[] _signals = [];

    static partial void WatchSignals() =>
        _signals = Array.ConvertAll(
            [PosixSignal.SIGTERM, PosixSignal.SIGHUP],
            static signal => PosixSignalRegistration.Create(signal, static _ => AwaitOutcomes()));

    static partial void IgnoreSignals() => Array.ForEach(_signals, static signal => signal.Dispose());
}
