using System.Collections.Concurrent;

namespace SunoPS.Commands;

/// <summary>Buffers events of requests for the pipeline thread, which alone may write messages.</summary>
internal sealed class RequestMessages(WaitingCommand cmdlet) : IProgress<SunoRequestEvent>, IResponseFilter
{
    private readonly ConcurrentQueue<SunoRequestEvent> _events = new();
    private bool _isUnreachable;

    /// <summary>False if PowerShell does not show debug messages.</summary>
    public bool TakesResponses { get; set; } = true;

    void IProgress<SunoRequestEvent>.Report(SunoRequestEvent value) => _events.Enqueue(value);

    /// <summary>Writes requests and retries as verbose messages, responses as debug messages.</summary>
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
                    cmdlet.Warn($"{requestEvent.Message} {EnvironmentSettings.JournalName} sets another folder.");
                    break;
                case SunoRequestEventKind.Unreachable when !_isUnreachable:
                    _isUnreachable = true;
                    cmdlet.Warn(requestEvent.Message);
                    break;
                default:
                    DebugSafe.WriteVerbose(cmdlet, requestEvent.Message);
                    break;
            }
        }
    }
}
