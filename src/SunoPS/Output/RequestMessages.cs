using System.Collections.Concurrent;

namespace SunoPS.Commands;

/// <summary>Buffers events of requests for the pipeline thread, which alone may write messages.</summary>
internal sealed class RequestMessages(SunoCommand cmdlet) : IProgress<SunoRequestEvent>, IEventFilter
{
    private readonly ConcurrentQueue<SunoRequestEvent> _events = new();
    private bool _isUnreachable;

    /// <summary>False if PowerShell does not show verbose messages.</summary>
    public bool ShowsRequests { get; set; } = true;

    /// <summary>False if PowerShell does not show debug messages.</summary>
    public bool ShowsResponses { get; set; } = true;

    bool IEventFilter.Takes(SunoRequestEventKind kind) => kind switch
    {
        SunoRequestEventKind.Request => ShowsRequests,
        SunoRequestEventKind.Response => ShowsResponses,
        _ => true,
    };

    void IProgress<SunoRequestEvent>.Report(SunoRequestEvent value) => _events.Enqueue(value);

    /// <summary>Writes requests and retries as verbose messages, responses as debug messages.</summary>
    public void Flush()
    {
        while (_events.TryDequeue(out SunoRequestEvent requestEvent))
        {
            string text = requestEvent.Message;
            switch (requestEvent.Kind)
            {
                case SunoRequestEventKind.Response:
                    cmdlet.WriteDebug(ShownText.Lines(text));
                    break;
                case SunoRequestEventKind.JournalFault:
                    cmdlet.WarnOfRequests($"{text} {EnvironmentSettings.JournalName} sets another folder.");
                    break;
                case SunoRequestEventKind.Unreachable when !_isUnreachable:
                    _isUnreachable = true;
                    cmdlet.WarnOfRequests(text);
                    break;
                default:
                    cmdlet.WriteVerbose(text);
                    break;
            }
        }
    }
}
