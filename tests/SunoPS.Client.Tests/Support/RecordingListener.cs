using System.Threading.Channels;

namespace SunoPS.Client.Tests;

/// <summary>Records the events of requests, on the thread that reports them.</summary>
internal sealed class RecordingListener : IProgress<SunoRequestEvent>
{
    private readonly ConcurrentQueue<SunoRequestEvent> _events = new();
    private readonly Channel<SunoRequestEvent> _news = Channel.CreateUnbounded<SunoRequestEvent>();

    public IReadOnlyCollection<SunoRequestEvent> Events => _events.ToArray();

    /// <summary>Number of sent requests, including retries.</summary>
    public int Sent => _events.Count(told => told.Kind == SunoRequestEventKind.Request);

    public void Report(SunoRequestEvent value)
    {
        _events.Enqueue(value);
        _news.Writer.TryWrite(value);
    }

    /// <summary>Waits for the next event of a kind, and skips others.</summary>
    public async Task<SunoRequestEvent> NextAsync(SunoRequestEventKind kind)
    {
        while (true)
        {
            SunoRequestEvent told = await _news.Reader.ReadAsync(TestContext.Current.CancellationToken);
            if (told.Kind == kind)
            {
                return told;
            }
        }
    }
}
