namespace SunoPS;

/// <summary>
/// Fetches tasks while their ids still arrive: accepts ids one by one and returns results in the same order, with a
/// limit on the requests in flight. A slow reader delays further requests.
/// </summary>
/// <remarks>
/// Not thread-safe. Every distinct id has exactly one result, unless the gateway rejects the key (401, 403): then that
/// error is the last result, requests in flight are canceled, and no more are sent.
/// </remarks>
public sealed class SunoTaskPipeline : IOrderedPipeline<(string? TaskId, string? Action), SunoTaskResult>, IDisposable
{
    private readonly TaskFetcher _fetcher;
    private readonly SunoFetchOptions _options;
    private readonly int _batchSize;
    private readonly OrderedWindow<SunoTaskResult[]> _window;
    private readonly DistinctIds _seen = new();
    private List<string> _pending = [];
    private string? _pendingAction;
    private Queue<SunoTaskResult> _ready = new();
    private bool _isComplete;
    private volatile bool _isKeyRefused;

    internal SunoTaskPipeline(TaskFetcher fetcher, SunoFetchOptions options, CancellationToken cancellationToken)
    {
        _fetcher = fetcher;
        _options = options;
        _batchSize = fetcher.BatchSize(options.OneByOne, options.BatchSize);
        int limit = ConnectionRules.CheckThrottleLimit(options.ThrottleLimit ?? fetcher.Connection.ThrottleLimit);
        _window = new OrderedWindow<SunoTaskResult[]>(limit, cancellationToken);
    }

    /// <summary>Adds an id, and sends a request for each whole batch.</summary>
    /// <param name="taskId">The id. The result of an invalid id is an error; a repeated id is ignored.</param>
    /// <param name="action">
    /// The kind of the task, if known; null for the gateway's default. Used if the gateway requires an action and the
    /// options have none.
    /// </param>
    /// <returns>
    /// False if the limit of requests is reached and another batch is full: read a result, then add the id again.
    /// </returns>
    public bool TryAdd(string? taskId, string? action = null)
    {
        string id = taskId ?? "";
        if (_seen.Contains(id))
        {
            return true;
        }

        action = _options.Action ?? _fetcher.Connection.ActionFor(action);
        bool isOtherBatch = _pending.Count == _batchSize || (_pending.Count > 0 && action != _pendingAction);
        if (isOtherBatch && !TrySend())
        {
            return false;
        }

        _seen.Add(id);
        _pending.Add(id);
        _pendingAction = action;
        if (_pending.Count == _batchSize)
        {
            TrySend();
        }

        return true;
    }

    bool IOrderedPipeline<(string? TaskId, string? Action), SunoTaskResult>.TryAdd(
        (string? TaskId, string? Action) item) =>
        TryAdd(item.TaskId, item.Action);

    /// <summary>Ends the input. The last batch is sent as soon as the limit allows, even if it is not full.</summary>
    public void CompleteAdding()
    {
        _isComplete = true;
        SendDue();
    }

    /// <summary>Returns the next result if it is available.</summary>
    /// <param name="result">The result.</param>
    /// <returns>False if the next result is not available yet, or none is due.</returns>
    public bool TryRead(out SunoTaskResult result)
    {
        if (_ready.Count == 0 && _window.TryRead(out SunoTaskResult[] next))
        {
            _ready = new Queue<SunoTaskResult>(next);

            // Send now, so that the next request is in flight while the reader handles these results.
            SendDue();
        }

        bool isThere = _ready.Count > 0;
        result = isThere ? _ready.Dequeue() : default;
        if (result.Error is { IsKeyRefused: true })
        {
            _ready.Clear();
            _window.Dispose();
        }

        return isThere;
    }

    /// <summary>Waits for the next result.</summary>
    /// <returns>False if no result is due.</returns>
    /// <exception cref="OperationCanceledException">The pipeline was canceled.</exception>
    public ValueTask<bool> WaitToReadAsync() => _ready.Count > 0 ? new(true) : _window.WaitToReadAsync();

    /// <summary>Cancels the requests in flight.</summary>
    public void Dispose() => _window.Dispose();

    /// <summary>Sends the pending ids if they are a whole batch, or the last.</summary>
    private void SendDue()
    {
        if (_pending.Count == _batchSize || (_isComplete && _pending.Count > 0))
        {
            TrySend();
        }
    }

    /// <summary>Sends the pending ids if the limit allows a request.</summary>
    private bool TrySend()
    {
        if (_isKeyRefused || !_window.HasRoom)
        {
            return false;
        }

        (List<string> ids, string? action) = (_pending, _pendingAction);
        _pending = new List<string>(_batchSize);
        _window.Start(cancellationToken => FetchAsync(ids, action, cancellationToken));
        return true;
    }

    private async Task<SunoTaskResult[]> FetchAsync(
        List<string> ids, string? action, CancellationToken cancellationToken)
    {
        SunoTaskResult[] results = await _fetcher
            .FetchAsync(ids, action, _options.OneByOne, cancellationToken).ConfigureAwait(false);
        _isKeyRefused |= Array.Exists(results, result => result.Error is { IsKeyRefused: true });
        return results;
    }
}
