using System.Collections.Concurrent;
using System.Threading.Channels;

namespace SunoPS.Client.Tests;

/// <summary>Hears what the client says of its requests, at once and on the thread that says it.</summary>
internal sealed class RecordingListener : IProgress<SunoRequestEvent>
{
    private readonly ConcurrentQueue<SunoRequestEvent> _events = new();
    private readonly Channel<SunoRequestEvent> _news = Channel.CreateUnbounded<SunoRequestEvent>();

    /// <summary>Everything that was said so far.</summary>
    public IReadOnlyCollection<SunoRequestEvent> Events => _events.ToArray();

    /// <summary>How many requests have gone out, repetitions included.</summary>
    public int Sent => _events.Count(told => told.Kind == SunoRequestEventKind.Request);

    public void Report(SunoRequestEvent value)
    {
        _events.Enqueue(value);
        _news.Writer.TryWrite(value);
    }

    /// <summary>Waits for the next of a kind, passing over the others.</summary>
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
