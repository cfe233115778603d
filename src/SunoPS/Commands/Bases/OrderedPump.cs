namespace SunoPS.Commands;

/// <summary>Feeds an ordered pipeline from the pipeline thread, and writes its results as they arrive.</summary>
internal sealed class OrderedPump<TItem, TResult>(
    SunoCommand command, IOrderedPipeline<TItem, TResult> pipeline, Action<TResult> write)
{
    /// <summary>Adds an item. Waits if the limit is reached. A closed pipeline drops it.</summary>
    public void Add(TItem item)
    {
        while (!pipeline.TryAdd(item) && WriteNext()) { }

        WriteReady();
    }

    /// <summary>Waits for all results, and writes them.</summary>
    public void Complete()
    {
        while (WriteNext()) { }
    }

    private bool WriteNext()
    {
        bool isDue = command.WaitFor(pipeline.WaitToReadAsync().AsTask());
        WriteReady();
        return isDue;
    }

    private void WriteReady()
    {
        while (pipeline.TryRead(out TResult result))
        {
            write(result);
        }
    }
}
