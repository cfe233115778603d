namespace SunoPS;

/// <summary>
/// Fetches tasks while their ids still come in: ids go in one by one, results come out in the same order, and a bounded number of requests
/// is under way in between. A reader that falls behind holds back further requests.
/// </summary>
/// <remarks>
/// For one thread. Every distinct id that goes in comes out as exactly one result, unless the gateway refuses the key (401, 403): then that
/// error is the last result, whatever was under way is ended, and nothing more is sent.
/// </remarks>
public sealed class SunoTaskPipeline : IDisposable
{
    private readonly SunoClient _client;
    private readonly SunoFetchOptions _options;
    private readonly int _batchSize;
    private readonly int _throttleLimit;
    private readonly CancellationTokenSource _cancellation;
    private readonly DistinctIds _seen = new();
    private readonly Queue<Task<SunoTaskResult[]>> _inFlight = new();
    private readonly TaskCompletionSource<SunoTaskResult> _keyRefused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private List<string> _pending = [];
    private string? _pendingAction;
    private SunoTaskResult[] _ready = [];
    private int _readyIndex;
    private bool _isComplete;

    internal SunoTaskPipeline(SunoClient client, SunoFetchOptions options, CancellationToken cancellationToken)
    {
        _client = client;
        _options = options;
        int batchSize = ConnectionRules.CheckBatchSize(options.BatchSize ?? client.Connection.BatchSize);
        _batchSize = options.OneByOne ? 1 : Math.Min(batchSize, client.Connection.MostIdsInRequest);
        _throttleLimit = ConnectionRules.CheckThrottleLimit(options.ThrottleLimit ?? client.Connection.ThrottleLimit);
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>True after the gateway has refused the key and that result has been read: nothing more comes.</summary>
    internal bool IsEnded { get; private set; }

    /// <summary>True where a whole batch waits for room: <see cref="TryAdd"/> takes no further id before a result was read.</summary>
    public bool IsFull => _pending.Count == _batchSize;

    /// <summary>Takes an id, and sends a request when enough have come together.</summary>
    /// <param name="taskId">The id. One that cannot be sent comes out as an error in its place; one that came before is passed over.</param>
    /// <param name="action">The kind of the task where it is known. A gateway that insists on an action is asked with it, where the options have none; null for its default.</param>
    /// <returns>False where as many requests are under way as may be, and one more is put together: read a result, then add the id again.</returns>
    public bool TryAdd(string? taskId, string? action = null)
    {
        string id = taskId ?? "";
        string? asked = _options.Action ?? _client.Connection.ActionFor(action);
        bool isOtherKind = _pending.Count > 0 && asked != _pendingAction;
        if (isOtherKind && _inFlight.Count < _throttleLimit && !_seen.Contains(id))
        {
            Send();
            isOtherKind = false;
        }

        if (isOtherKind || IsFull)
        {
            return _seen.Contains(id);
        }

        if (_seen.Add(id))
        {
            _pendingAction = asked;
            _pending.Add(id);
            SendDue();
        }

        return true;
    }

    /// <summary>Says that no more ids come: the last batch goes out, full or not, as soon as it may.</summary>
    public void CompleteAdding()
    {
        _isComplete = true;
        SendDue();
    }

    /// <summary>Gives the next result if it is there already.</summary>
    /// <param name="result">The result.</param>
    /// <returns>False where the next result is still to come, or none is due.</returns>
    public bool TryRead(out SunoTaskResult result)
    {
        while (true)
        {
            if (_readyIndex < _ready.Length)
            {
                result = _ready[_readyIndex];

                // What was handed out is the reader's alone.
                _ready[_readyIndex++] = default;
                return true;
            }

            if (!_inFlight.TryPeek(out Task<SunoTaskResult[]>? next) || !next.IsCompleted)
            {
                return TryReadRefusal(out result);
            }

            _ready = next.ResultNow();
            _readyIndex = 0;
            _inFlight.Dequeue();

            // At once: the next request is under way while the reader works on these results.
            SendDue();
        }
    }

    /// <summary>Waits until the next result is there.</summary>
    /// <returns>False where no result is due any more.</returns>
    /// <exception cref="OperationCanceledException">The pipeline was cancelled.</exception>
    public async ValueTask<bool> WaitToReadAsync()
    {
        if (_readyIndex < _ready.Length)
        {
            return true;
        }

        if (!_inFlight.TryPeek(out Task<SunoTaskResult[]>? next))
        {
            return !IsEnded && _keyRefused.Task.IsCompleted;
        }

        if (!next.IsCompleted)
        {
            await Task.WhenAny(next, _keyRefused.Task).WaitAsync(_cancellation.Token).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Ends every request that is still under way.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
        _inFlight.Clear();
    }

    /// <summary>Sends what has come together where a request may go out.</summary>
    private void SendDue()
    {
        if ((_isComplete ? _pending.Count > 0 : IsFull) && _inFlight.Count < _throttleLimit)
        {
            Send();
        }
    }

    private void Send()
    {
        if (!_keyRefused.Task.IsCompleted)
        {
            _inFlight.Enqueue(FetchAsync(_pending, _options with { Action = _pendingAction }, _cancellation.Token));
        }

        _pending = new List<string>(_batchSize);
    }

    private async Task<SunoTaskResult[]> FetchAsync(List<string> ids, SunoFetchOptions options, CancellationToken cancellationToken)
    {
        SunoTaskResult[] results = await _client.GetResultsAsync(ids, options, cancellationToken).ConfigureAwait(false);
        if (Array.Find(results, result => result.Error is { IsKeyRefused: true }) is { Error: not null } refusal)
        {
            _keyRefused.TrySetResult(refusal);
            return [];
        }

        return results;
    }

    /// <summary>Gives the refusal of the key, once, and ends everything else.</summary>
    private bool TryReadRefusal(out SunoTaskResult result)
    {
        if (IsEnded || !_keyRefused.Task.IsCompletedSuccessfully)
        {
            result = default;
            return false;
        }

        IsEnded = true;
        _inFlight.Clear();
        _cancellation.Cancel();
        result = _keyRefused.Task.ResultNow();
        return true;
    }
}
