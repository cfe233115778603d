using System.Runtime.InteropServices;

namespace SunoPS.Gateway;

/// <summary>
/// Completes when the process must end: by Ctrl+C, by SIGTERM, or because its parent has closed its standard input or
/// has ended. An input that was closed from the start, as that of a background job, does not end it.
/// </summary>
internal sealed class StopRequest : IDisposable
{
    private readonly TaskCompletionSource _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private readonly Task _endOfInput;

    public StopRequest()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        _endOfInput = Console.IsInputRedirected
            ? Task.Factory.StartNew(
                AwaitEndOfInput, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            : Task.CompletedTask;
    }

    /// <summary>Completes at the first request to stop. Ignores an input that has ended before this call.</summary>
    public async Task RequestedAsync()
    {
        bool isClosed = _endOfInput.IsCompleted;
        await (isClosed ? _requested.Task : Task.WhenAny(_requested.Task, _endOfInput));
    }

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
    }

    private void OnSignal(PosixSignalContext signal)
    {
        // The default would end the process before the server has closed its connections.
        signal.Cancel = true;
        _requested.TrySetResult();
    }

    private static void AwaitEndOfInput()
    {
        try
        {
            Console.OpenStandardInput().CopyTo(Stream.Null);
        }
        catch (IOException)
        {
            // A broken pipe is the same as a closed one.
        }
    }
}
