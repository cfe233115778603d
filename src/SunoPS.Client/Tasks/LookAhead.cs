namespace SunoPS;

/// <summary>Has the next item of a sequence fetched while other things are done.</summary>
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

    /// <summary>Completes when the next item, or the end, is there; fails as the sequence fails.</summary>
    public Task Ready => _next;

    /// <summary>True where the next item is there.</summary>
    public bool IsReady => _next.IsCompletedSuccessfully && _next.ResultNow();

    /// <summary>True where no item comes any more, because the sequence has ended or failed.</summary>
    public bool IsAtEnd => _next.IsCompleted && !IsReady;

    /// <summary>The item that is there.</summary>
    public T Current => _source.Current;

    /// <summary>Begins to fetch the item behind it.</summary>
    public void MoveNext() => _next = _source.MoveNextAsync().AsTask();

    /// <summary>Ends the sequence. One that is in the middle of an item is let go when it has that.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _ = LetGoAsync();
    }

    private async Task LetGoAsync()
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
