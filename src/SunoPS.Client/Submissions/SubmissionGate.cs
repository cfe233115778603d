using System.Diagnostics.CodeAnalysis;

namespace SunoPS;

/// <summary>Limits the submissions in flight, and blocks further submissions once closed.</summary>
/// <param name="limit">Maximum number of submissions in flight.</param>
[SuppressMessage(
    "Design", "CA1001", Justification = "Submissions in flight outlive the pipeline; nothing waits on a handle.")]
internal sealed class SubmissionGate(int limit)
{
    private readonly SemaphoreSlim _slots = new(limit);
    private int _waitingCount;
    private volatile bool _isClosed;
    private volatile bool _isKeyRefused;

    /// <summary>True to close at the first error.</summary>
    public bool ClosesAtError { get; set; }

    /// <summary>True if the gateway rejected the key.</summary>
    public bool IsKeyRefused => _isKeyRefused;

    /// <summary>True if submissions may still be sent.</summary>
    public bool IsOpen => !_isClosed && !_isKeyRefused;

    /// <summary>Blocks further submissions.</summary>
    public void Close() => _isClosed = true;

    /// <summary>Number of submissions that wait for a slot, or waited for one when they were stopped.</summary>
    public int WaitingCount => Volatile.Read(ref _waitingCount);

    /// <summary>Waits for a slot. Slots are granted in the order of the calls.</summary>
    /// <exception cref="OperationCanceledException">
    /// The submission was stopped, or the gate is closed: nothing may be sent.
    /// </exception>
    public async Task EnterAsync(CancellationToken stop)
    {
        Interlocked.Increment(ref _waitingCount);
        await _slots.WaitAsync(stop).ConfigureAwait(false);
        Interlocked.Decrement(ref _waitingCount);
        if (!IsOpen)
        {
            _slots.Release();
            throw new OperationCanceledException();
        }
    }

    /// <summary>Closes the gate after an error that all further submissions would repeat.</summary>
    public void Note(SunoApiException error)
    {
        _isKeyRefused |= error.IsKeyRefused;
        _isClosed |= ClosesAtError;
    }

    /// <summary>Releases a slot once it is granted.</summary>
    /// <param name="slot">The task that <see cref="EnterAsync"/> returned.</param>
    public async Task ExitAsync(Task slot)
    {
        try
        {
            await slot.ConfigureAwait(false);
            _slots.Release();
        }
        catch (OperationCanceledException)
        {
            // The slot was never granted.
        }
    }
}
