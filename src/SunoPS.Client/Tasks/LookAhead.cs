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

    /// <summary>True when the next item is there, false at the end; fails as the sequence fails.</summary>
    public Task<bool> Ready => _next;

    /// <summary>True if the next item is there.</summary>
    public bool IsReady => _next.IsCompletedSuccessfully && _next.ResultNow();

    /// <summary>True if no item comes any more, because the sequence has ended or failed.</summary>
    public bool IsAtEnd => _next.IsCompleted && !IsReady;

    /// <summary>The item that is there.</summary>
    public T Current => _source.Current;

    /// <summary>Starts to fetch the item after it.</summary>
    public void MoveNext() => _next = _source.MoveNextAsync().AsTask();

    /// <summary>Ends the sequence. One that is busy with an item is disposed when it has that.</summary>
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
#pragma warning disable CA1031 // Whoever reads the sequence has it already, or has gone.
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        await _source.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }
}
