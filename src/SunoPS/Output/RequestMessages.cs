using System.Collections.Concurrent;

namespace SunoPS.Commands;

/// <summary>Buffers events of requests for the pipeline thread, which alone may write messages.</summary>
internal sealed class RequestMessages(SunoCommand cmdlet) : IProgress<SunoRequestEvent>, IResponseFilter
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
            Action<string> write = requestEvent.Kind switch
            {
                SunoRequestEventKind.Response => text => cmdlet.WriteDebug(ShownText.Lines(text)),
                SunoRequestEventKind.JournalFault =>
                    text => cmdlet.WarnOfRequests($"{text} {EnvironmentSettings.JournalName} sets another folder."),
                SunoRequestEventKind.Unreachable when !_isUnreachable => cmdlet.WarnOfRequests,
                SunoRequestEventKind.Request or SunoRequestEventKind.Retry or SunoRequestEventKind.Unreachable
                    or SunoRequestEventKind.Note => text => DebugSafe.WriteVerbose(cmdlet, text),
            };
            _isUnreachable |= requestEvent.Kind == SunoRequestEventKind.Unreachable;
            write(requestEvent.Message);
        }
    }
}
