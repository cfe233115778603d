using System.Runtime.InteropServices;

namespace SunoPS.Gateway;

/// <summary>
/// Completes when the process must end: by Ctrl+C, by SIGTERM, or, in tests, because its parent has closed its standard
/// input or has ended. The input of a background job can be closed from the start.
/// </summary>
internal sealed class StopRequest : IDisposable
{
    private readonly TaskCompletionSource _requested = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    public StopRequest(bool endsWithInput)
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal);
        if (endsWithInput)
        {
            new Thread(AwaitEndOfInput) { IsBackground = true, Name = "Standard input" }.Start();
        }
    }

    public Task Requested => _requested.Task;

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

    private void AwaitEndOfInput()
    {
        try
        {
            Console.OpenStandardInput().CopyTo(Stream.Null);
        }
        catch (IOException)
        {
            // A broken pipe is the same as a closed one.
        }

        _requested.TrySetResult();
    }
}
