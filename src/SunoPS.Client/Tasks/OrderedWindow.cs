namespace SunoPS;

/// <summary>
/// Runs a limited number of operations at once, and returns their results in the order of their start. Not thread-safe,
/// except the operations.
/// </summary>
/// <typeparam name="T">The result of an operation.</typeparam>
internal sealed class OrderedWindow<T> : IDisposable
{
    private readonly int _limit;
    private readonly int _capacity;
    private readonly CancellationTokenSource _cancellation;
    private readonly Queue<Task<T>> _results = new();
    private readonly List<Task<T>> _running = [];
    private readonly TaskCompletionSource<T> _last = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="limit">Maximum number of operations in flight.</param>
    /// <param name="capacity">Maximum number of unread results, in flight or complete.</param>
    /// <param name="cancellationToken">Cancels the operations in flight.</param>
    public OrderedWindow(int limit, int capacity, CancellationToken cancellationToken)
    {
        _limit = limit;
        _capacity = capacity;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>True if another operation may start.</summary>
    public bool HasRoom => _results.Count < _capacity && !IsEnded && CountRunning() < _limit;

    /// <summary>Number of unread results, in flight or complete.</summary>
    public int Count => _results.Count;

    /// <summary>True after the last result was read.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Starts an operation, on this thread up to its first wait. Does nothing after the end.</summary>
    public void Start(Func<CancellationToken, Task<T>> work)
    {
        if (_last.Task.IsCompleted)
        {
            return;
        }

        Task<T> task = work(_cancellation.Token);
        _results.Enqueue(task);
        if (!task.IsCompleted)
        {
            _running.Add(task);
        }
    }

    /// <summary>Ends the window: the next and last result is this one, out of order. Thread-safe.</summary>
    public void EndWith(T last) => _last.TrySetResult(last);

    /// <summary>Returns the next result if it is available.</summary>
    public bool TryRead(out T result)
    {
        if (!IsEnded && _last.Task.IsCompleted)
        {
            IsEnded = true;
            _results.Clear();
            _cancellation.Cancel();
            result = _last.Task.ResultOrThrow();
            return true;
        }

        bool isThere = _results.TryPeek(out Task<T>? next) && next.IsCompleted;
        result = isThere ? next!.ResultOrThrow() : default!;
        if (isThere)
        {
            _results.Dequeue();
        }

        return isThere;
    }

    /// <summary>Waits for the next result.</summary>
    /// <returns>False if none is due.</returns>
    /// <exception cref="OperationCanceledException">The work was canceled.</exception>
    public async ValueTask<bool> WaitToReadAsync()
    {
        if (!_results.TryPeek(out Task<T>? next))
        {
            return !IsEnded && _last.Task.IsCompleted;
        }

        if (!next.IsCompleted && !_last.Task.IsCompleted)
        {
            await Task.WhenAny(next, _last.Task).WaitAsync(_cancellation.Token).ConfigureAwait(false);
        }

        if (next.IsCanceled && !_last.Task.IsCompleted)
        {
            // Canceled work has no result.
            await next.ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Waits until fewer operations than the limit are in flight.</summary>
    /// <exception cref="OperationCanceledException">The work was canceled.</exception>
    public async ValueTask<bool> WaitForRoomAsync()
    {
        if (CountRunning() >= _limit)
        {
            await Task.WhenAny(_running).WaitAsync(_cancellation.Token).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Completes when nothing is in flight. Never fails.</summary>
    public Task WhenIdleAsync() =>
        Task.WhenAll(_running).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    /// <summary>Cancels the operations in flight.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>Cancels the operations in flight, and drops their results.</summary>
    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
        _results.Clear();
    }

    private int CountRunning()
    {
        _running.RemoveAll(static task => task.IsCompleted);
        return _running.Count;
    }
}
