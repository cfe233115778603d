using System.Runtime.CompilerServices;

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
    private SunoTaskResult[] _ready = [];
    private int _readyIndex;
    private bool _isComplete;

    internal SunoTaskPipeline(TaskFetcher fetcher, SunoFetchOptions options, CancellationToken cancellationToken)
    {
        _fetcher = fetcher;
        _options = options;
        _batchSize = fetcher.BatchSize(options.OneByOne, options.BatchSize);
        int limit = ConnectionRules.CheckThrottleLimit(options.ThrottleLimit ?? fetcher.Connection.ThrottleLimit);
        _window = new OrderedWindow<SunoTaskResult[]>(limit, capacity: limit, cancellationToken);
    }

    /// <summary>
    /// True if a whole batch waits for a request in flight to finish: read a result before adding an id.
    /// </summary>
    public bool IsFull => _pending.Count == _batchSize;

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
        string? asked = _options.Action ?? _fetcher.Connection.ActionFor(action);
        bool isOtherKind = _pending.Count > 0 && asked != _pendingAction;
        if (isOtherKind && _window.HasRoom && !_seen.Contains(id))
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
        while (_readyIndex == _ready.Length)
        {
            if (!_window.TryRead(out SunoTaskResult[] next))
            {
                result = default;
                return false;
            }

            _ready = next;
            _readyIndex = 0;

            // Send now, so that the next request is in flight while the reader handles these results.
            SendDue();
        }

        result = _ready[_readyIndex];

        // Do not keep a returned result alive.
        _ready[_readyIndex++] = default;
        return true;
    }

    /// <summary>Waits for the next result.</summary>
    /// <returns>False if no result is due.</returns>
    /// <exception cref="OperationCanceledException">The pipeline was canceled.</exception>
    public ValueTask<bool> WaitToReadAsync() => _readyIndex < _ready.Length ? new(true) : _window.WaitToReadAsync();

    /// <summary>Cancels the requests in flight.</summary>
    public void Dispose() => _window.Dispose();

    ValueTask<bool> IOrderedPipeline<(string? TaskId, string? Action), SunoTaskResult>.WaitToAddAsync() =>
        WaitToReadAsync();

    /// <summary>Feeds the pipeline from a sequence, and returns results as they complete.</summary>
    internal async IAsyncEnumerable<SunoTaskResult> RunAsync(
        IAsyncEnumerable<string> taskIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ids = new LookAhead<string>(taskIds, cancellationToken);
        Task<bool>? nextResult = null;
        while (!ids.IsAtEnd)
        {
            while (TryRead(out SunoTaskResult result))
            {
                yield return result;
            }

            if (_window.IsEnded)
            {
                yield break;
            }

            // Read once: an id that arrives after this line does not wait for room.
            bool isReady = ids.IsReady;
            if (isReady && TryAdd(ids.Current))
            {
                ids.MoveNext();
                continue;
            }

            // Waits for either: a slow source does not delay results, and a slow result does not delay ids.
            nextResult = nextResult is null or { IsCompleted: true } ? WaitToReadAsync().AsTask() : nextResult;
            bool isNothingDue = nextResult.IsCompleted && !await nextResult.ConfigureAwait(false);
            await (isReady ? nextResult : isNothingDue ? ids.Ready : (Task)Task.WhenAny(ids.Ready, nextResult))
                .ConfigureAwait(false);
        }

        await ids.Ready.ConfigureAwait(false);
        CompleteAdding();
        while (await WaitToReadAsync().ConfigureAwait(false))
        {
            while (TryRead(out SunoTaskResult result))
            {
                yield return result;
            }
        }
    }

    /// <summary>Sends the pending ids if the limit allows a request.</summary>
    private void SendDue()
    {
        if ((_isComplete ? _pending.Count > 0 : IsFull) && _window.HasRoom)
        {
            Send();
        }
    }

    private void Send()
    {
        List<string> ids = _pending;
        string? action = _pendingAction;
        _pending = new List<string>(_batchSize);
        _window.Start(cancellationToken => FetchAsync(ids, action, cancellationToken));
    }

    private async Task<SunoTaskResult[]> FetchAsync(
        List<string> ids, string? action, CancellationToken cancellationToken)
    {
        SunoTaskResult[] results = await _fetcher
            .FetchAsync(ids, action, _options.OneByOne, cancellationToken).ConfigureAwait(false);
        if (Array.Find(results, result => result.Error is { IsKeyRefused: true }) is { Error: not null } refusal)
        {
            _window.EndWith([refusal]);
        }

        return results;
    }
}
