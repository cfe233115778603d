namespace SunoPS.Commands;

/// <summary>Feeds an ordered pipeline from the pipeline thread, and writes its results as they arrive.</summary>
/// <param name="command">The command that waits.</param>
/// <param name="pipeline">The pipeline that processes the items.</param>
/// <param name="write">Writes a result.</param>
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

    /// <summary>Waits for the next result, and writes all available ones.</summary>
    /// <returns>False if no result is due.</returns>
    public bool WriteNext()
    {
        bool isDue = command.WaitFor(pipeline.WaitToReadAsync());
        WriteReady();
        return isDue;
    }

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
