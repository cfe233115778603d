namespace SunoPS.Commands;

/// <summary>Feeds an ordered pipeline from the pipeline thread, and writes its results as they come.</summary>
/// <param name="command">The command that waits.</param>
/// <param name="pipeline">What works on the items.</param>
/// <param name="write">Writes a result.</param>
internal sealed class OrderedPump<TItem, TResult>(
    WaitingCommand command, IOrderedPipeline<TItem, TResult> pipeline, Action<TResult> write)
{
    /// <summary>Adds an item. Waits where the limit is reached.</summary>
    /// <returns>False if the pipeline takes no more items.</returns>
    public bool Add(TItem item)
    {
        while (!pipeline.TryAdd(item))
        {
            bool mayAdd = command.WaitFor(pipeline.WaitToAddAsync());
            WriteReady();
            if (!mayAdd)
            {
                return false;
            }
        }

        WriteReady();
        return true;
    }

    /// <summary>Waits for the next result, and writes all that are there.</summary>
    /// <returns>False if no result is due.</returns>
    public bool WriteNext()
    {
        bool isDue = command.WaitFor(pipeline.WaitToReadAsync());
        WriteReady();
        return isDue;
    }

    /// <summary>Writes all results that are still due.</summary>
    public void Complete()
    {
        while (WriteNext())
        {
        }
    }

    private void WriteReady()
    {
        while (pipeline.TryRead(out TResult result))
        {
            write(result);
        }
    }
}
