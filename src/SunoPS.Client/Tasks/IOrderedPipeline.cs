namespace SunoPS;

/// <summary>
/// Takes items one by one and returns their results in the same order, with a limit on what is in flight.
/// </summary>
/// <typeparam name="TItem">What goes in.</typeparam>
/// <typeparam name="TResult">What comes out.</typeparam>
internal interface IOrderedPipeline<in TItem, TResult>
{
    /// <summary>Adds an item; false where the limit is reached.</summary>
    bool TryAdd(TItem item);

    /// <summary>Waits until adding an item may succeed.</summary>
    ValueTask<bool> WaitToAddAsync();

    /// <summary>Returns the next result if it is there.</summary>
    bool TryRead(out TResult result);

    /// <summary>Waits for the next result; false where none is due.</summary>
    ValueTask<bool> WaitToReadAsync();
}
