namespace SunoPS.Commands;

/// <summary>Fetches tasks for a cmdlet: from ids to tasks or clips, in the same order.</summary>
internal sealed class TaskFetch : IDisposable
{
    private readonly TaskCommand _command;
    private readonly SunoTaskPipeline _pipeline;
    private readonly OrderedPump<(string? TaskId, string? Action), SunoTaskResult> _pump;
    private readonly FetchProgress _progress;

    /// <param name="command">The cmdlet.</param>
    /// <param name="options">The options.</param>
    public TaskFetch(TaskCommand command, SunoFetchOptions options)
    {
        _command = command;
        _pipeline = command.Client.OpenPipeline(options, command.StopToken);
        _pump = new OrderedPump<(string? TaskId, string? Action), SunoTaskResult>(command, _pipeline, Write);
        _progress = new FetchProgress(command, command.GivenIds);
    }

    /// <summary>Adds the ids of a record.</summary>
    /// <param name="taskIds">The ids.</param>
    /// <param name="action">The kind of the task, if the record has it.</param>
    public void Add(IEnumerable<string> taskIds, string? action)
    {
        foreach (string taskId in taskIds)
        {
            _pump.Add((taskId, action));

            // Accepts the next record only when there is room for it.
            while (_pipeline.IsFull)
            {
                _pump.WriteNext();
            }
        }
    }

    /// <summary>Writes all remaining results.</summary>
    public void Complete()
    {
        _pipeline.CompleteAdding();
        _pump.Complete();
        _progress.Complete();
        _command.WarnOfSkipped();
    }

    /// <summary>Writes the progress if it is due.</summary>
    public void Flush() => _progress.Show();

    /// <inheritdoc/>
    public void Dispose() => _pipeline.Dispose();

    private void Write(SunoTaskResult result)
    {
        try
        {
            _command.Write(result);
        }
        catch
        {
            // If an error ends the command, the bar must not stay on the screen of the script.
            _progress.Complete();
            throw;
        }

        _progress.Count(result);
    }
}
