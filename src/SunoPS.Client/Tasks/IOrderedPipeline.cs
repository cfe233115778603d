namespace SunoPS;

/// <summary>Processes items with limited concurrency, and returns their results in input order.</summary>
internal interface IOrderedPipeline<in TItem, TResult>
{
    /// <summary>Adds an item; false if the limit is reached: read a result, then add it again.</summary>
    bool TryAdd(TItem item);

    /// <summary>Returns the next result if it is available.</summary>
    bool TryRead(out TResult result);

    /// <summary>Waits for the next result; false if none is due.</summary>
    ValueTask<bool> WaitToReadAsync();
}
