namespace SunoPS.Commands;

/// <summary>Feeds an ordered pipeline from the pipeline thread, and writes its results as they arrive.</summary>
internal sealed class OrderedPump<TItem, TResult>(
    WaitingCommand command, IOrderedPipeline<TItem, TResult> pipeline, Action<TResult> write)
{
    /// <summary>Adds an item. Waits if the limit is reached.</summary>
    /// <returns>False if the pipeline accepts no more items.</returns>
    public bool Add(TItem item)
    {
        while (!pipeline.TryAdd(item))
        {
            if (!WriteNext())
            {
                return false;
            }
        }

        WriteReady();
        return true;
    }

    /// <summary>Waits for all results, and writes them.</summary>
    public void Complete()
    {
        while (WriteNext())
        {
        }
    }

    private bool WriteNext()
    {
        bool isDue = command.WaitFor(pipeline.WaitToReadAsync());
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
