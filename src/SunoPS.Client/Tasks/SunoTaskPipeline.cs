namespace SunoPS;

/// <summary>
/// Fetches tasks while their ids still arrive: accepts ids one by one and returns results in the same order, with a
/// limit on the requests in flight. A slow reader delays further requests.
/// </summary>
/// <remarks>
/// Not thread-safe. Every distinct id has exactly one result, unless the gateway rejects the key (401, 403): then that
/// error is the last result, requests in flight are canceled, and no more are sent.
/// </remarks>
internal sealed class SunoTaskPipeline : IOrderedPipeline<SunoTaskReference, SunoTaskResult>, IDisposable
{
    private readonly SunoClient _client;
    private readonly SunoFetchOptions _options;
    private readonly OrderedWindow<SunoTaskResult[]> _window;
    private readonly DistinctTasks _seen = new();
    private Queue<SunoTaskResult> _ready = new();
    private Batch? _pending;
    private bool _isComplete;

    internal SunoTaskPipeline(SunoClient client, SunoFetchOptions options, CancellationToken cancellationToken)
    {
        _client = client;
        _options = options;
        _window = new OrderedWindow<SunoTaskResult[]>(
            options.ThrottleLimit ?? client.Connection.ThrottleLimit, cancellationToken);
    }

    /// <summary>Adds a task, and sends a request for each whole batch. A repeated id is ignored.</summary>
    public bool TryAdd(SunoTaskReference reference)
    {
        TaskFetcher fetcher = _client.FetcherOf(reference);
        string? action = _options.Action ?? fetcher.Connection.ActionFor(reference.Action);
        if (_pending is { } batch && (batch.IsFull || batch.Fetcher != fetcher || batch.Action != action) && !TrySend())
        {
            return false;
        }

        if (_seen.Add(fetcher, reference))
        {
            _pending ??= new Batch(fetcher, action, fetcher.BatchSize(_options.OneByOne, _options.BatchSize));
            _pending.References.Add(reference);
            SendDue();
        }

        return true;
    }

    /// <summary>Ends the input. The last batch is sent as soon as the limit allows, even if it is not full.</summary>
    public void CompleteAdding()
    {
        _isComplete = true;
        SendDue();
    }

    public bool TryRead(out SunoTaskResult result)
    {
        if (_ready.Count == 0 && _window.TryRead(out SunoTaskResult[] next))
        {
            int refusal = Array.FindIndex(next, static result => result.Error is { IsKeyRefused: true });
            _ready = new Queue<SunoTaskResult>(refusal < 0 ? next : next.Take(refusal + 1));
            if (refusal >= 0)
            {
                _window.Dispose();
            }

            // Send now, so that the next request is in flight while the reader handles these results.
            SendDue();
        }

        return _ready.TryDequeue(out result!);
    }

    public ValueTask<bool> WaitToReadAsync() => _ready.Count > 0 ? new(true) : _window.WaitToReadAsync();

    public void Dispose() => _window.Dispose();

    private void SendDue()
    {
        if (_isComplete || _pending is { IsFull: true })
        {
            TrySend();
        }
    }

    private bool TrySend()
    {
        if (_pending is not { } batch || !_window.HasRoom)
        {
            return false;
        }

        _pending = null;
        _window.Start(stop => batch.Fetcher.FetchAsync(batch.References, batch.Action, _options.OneByOne, stop));
        return true;
    }

    private sealed record Batch(TaskFetcher Fetcher, string? Action, int Size)
    {
        public List<SunoTaskReference> References { get; } = [];

        public bool IsFull => References.Count == Size;
    }
}
