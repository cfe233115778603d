namespace SunoPS;

/// <summary>Runs operations, and returns results in the order of their start, with a limit on unread ones.</summary>
/// <remarks>Not thread-safe, except the operations.</remarks>
internal sealed class OrderedWindow<T> : IDisposable
{
    private readonly int _capacity;
    private readonly Queue<Task<T>> _results = new();
    private readonly CancellationTokenSource _source;
    private readonly CancellationToken _stop;
    private bool _isStopped;

    public OrderedWindow(int capacity, CancellationToken cancellationToken)
    {
        _capacity = capacity;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _stop = _source.Token;
    }

    public bool HasRoom => !_isStopped && _results.Count < _capacity;

    /// <summary>Completes when the operations that were canceled have ended. Never fails.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Starts an operation, on this thread up to its first wait.</summary>
    public void Start(Func<CancellationToken, Task<T>> work) => _results.Enqueue(work(_stop));

    /// <summary>Returns the next result if it is available; throws the exception of a failed operation once.</summary>
    public bool TryRead(out T result)
    {
        result = default!;

        // After the window was canceled, the next wait throws instead.
        if (!_results.TryPeek(out Task<T>? next) || !next.IsCompleted
            || (next.IsCanceled && _stop.IsCancellationRequested))
        {
            return false;
        }

        _results.Dequeue();
#pragma warning disable RS0030 // The operation has completed, so this does not block.
        result = next.GetAwaiter().GetResult();
#pragma warning restore RS0030
        return true;
    }

    /// <summary>Waits for the next result; false if none is due.</summary>
    /// <exception cref="OperationCanceledException">The window was canceled.</exception>
    public async ValueTask<bool> WaitToReadAsync()
    {
        if (!_results.TryPeek(out Task<T>? next))
        {
            return false;
        }

        await Task.WhenAny(next).WaitAsync(_stop).ConfigureAwait(false);
        if (next.IsCanceled)
        {
            _stop.ThrowIfCancellationRequested();
        }

        return true;
    }

    /// <summary>Cancels the operations in flight, and drops all results.</summary>
    public void Dispose()
    {
        if (!_isStopped)
        {
            _isStopped = true;
            _source.Cancel();
            _source.Dispose();
            Ended = Task.WhenAny(Task.WhenAll(_results));
            _results.Clear();
        }
    }
}
