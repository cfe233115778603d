namespace SunoPS;

/// <summary>Fetches the next item of a sequence in the background.</summary>
internal sealed class LookAhead<T> : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly IAsyncEnumerator<T> _source;
    private Task<bool> _next;

    public LookAhead(IAsyncEnumerable<T> source, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _source = source.GetAsyncEnumerator(_stop.Token);
        _next = _source.MoveNextAsync().AsTask();
    }

    /// <summary>
    /// Completes with true when the next item is available, with false at the end, and with the error of the sequence.
    /// </summary>
    public Task<bool> Ready => _next;

    /// <summary>The available item.</summary>
    public T Current => _source.Current;

    /// <summary>Starts to fetch the next item.</summary>
    public void MoveNext() => _next = _source.MoveNextAsync().AsTask();

    /// <summary>Cancels the sequence, and disposes it in the background once its pending item has completed.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _ = DisposeSourceAsync();
    }

    private async Task DisposeSourceAsync()
    {
        try
        {
            await _next.ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The reader of the sequence has seen the error, or has stopped reading.
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        await _source.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }
}
