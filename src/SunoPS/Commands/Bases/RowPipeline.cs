namespace SunoPS.Commands;

/// <summary>Submits rows in order. A row that has a task or an error already only keeps its place.</summary>
/// <param name="pipeline">Sends the submissions.</param>
internal sealed class RowPipeline(SunoSubmissionPipeline pipeline) : IOrderedPipeline<SubmissionRow, SubmissionRow>
{
    private readonly Queue<SubmissionRow> _rows = new();
    private int _read;

    /// <summary>Number of submissions that the gateway has accepted, and whose rows were not read yet.</summary>
    public int UnreadCount => Math.Max(0, pipeline.AcceptedCount - _read);

    /// <inheritdoc/>
    public bool TryAdd(SubmissionRow item)
    {
        if (!item.IsSettled && !pipeline.TryAdd(item.Prepared!))
        {
            return false;
        }

        _rows.Enqueue(item);
        return true;
    }

    /// <inheritdoc/>
    public bool TryRead(out SubmissionRow result)
    {
        if (!_rows.TryPeek(out result!))
        {
            return false;
        }

        if (!result.IsSettled)
        {
            if (!pipeline.TryRead(out SunoSubmissionResult submitted))
            {
                return false;
            }

            (result.Task, result.Fault) = (submitted.Task, submitted.Error);
            _read += submitted.Task is null ? 0 : 1;
        }

        _rows.Dequeue();
        return true;
    }

    /// <inheritdoc/>
    public ValueTask<bool> WaitToReadAsync() =>
        _rows.TryPeek(out SubmissionRow? next) && next.IsSettled ? new(true) : pipeline.WaitToReadAsync();
}
