using System.Collections.Concurrent;
using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>
/// Carries what requests tell, on whatever thread they are, to the pipeline thread, the only one that may write it.
/// </summary>
internal sealed class RequestMessages(PSCmdlet cmdlet) : IProgress<SunoRequestEvent>
{
    private readonly ConcurrentQueue<SunoRequestEvent> _events = new();

    void IProgress<SunoRequestEvent>.Report(SunoRequestEvent value) => _events.Enqueue(value);

    /// <summary>
    /// Writes what has come so far: requests and retries as verbose messages, answers as debug messages.
    /// </summary>
    public void Flush()
    {
        while (_events.TryDequeue(out SunoRequestEvent requestEvent))
        {
            switch (requestEvent.Kind)
            {
                case SunoRequestEventKind.Response:
                    cmdlet.WriteDebug(ShownText.Lines(requestEvent.Message));
                    break;
                case SunoRequestEventKind.JournalFault:
                    DebugSafe.WriteWarning(cmdlet, requestEvent.Message);
                    break;
                case SunoRequestEventKind.Request:
                case SunoRequestEventKind.Retry:
                case SunoRequestEventKind.Note:
                    DebugSafe.WriteVerbose(cmdlet, requestEvent.Message);
                    break;
            }
        }
    }
}
