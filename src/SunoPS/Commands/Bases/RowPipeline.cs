namespace SunoPS.Commands;

/// <summary>
/// Submits rows in order. A row that has a task or an error already only keeps its place; if submissions are distinct,
/// so does one with the content and name of another.
/// </summary>
internal sealed class RowPipeline(SunoSubmissionPipeline pipeline, bool isDistinct)
    : IOrderedPipeline<SubmissionRow, SubmissionRow>
{
    private readonly Queue<SubmissionRow> _rows = new();
    private readonly Dictionary<(string Content, string? Name), SubmissionRow> _distinct = [];
    private int _read;

    /// <summary>Number of submissions that the gateway has accepted, and whose rows were not read yet.</summary>
    public int UnreadCount => Math.Max(0, pipeline.AcceptedCount - _read);

    public bool TryAdd(SubmissionRow item)
    {
        if (!item.IsSettled)
        {
            item.Equal = isDistinct ? _distinct.GetValueOrDefault(item.Key) : null;
            if (item.Equal is null && !pipeline.TryAdd(item.Prepared!))
            {
                return false;
            }

            if (isDistinct)
            {
                _distinct.TryAdd(item.Key, item);
            }
        }

        _rows.Enqueue(item);
        return true;
    }

    public bool TryRead(out SubmissionRow result)
    {
        if (!_rows.TryPeek(out result!))
        {
            return false;
        }

        if (result.Equal is { } equal)
        {
            // An equal row is always read before.
            (result.Task, result.Fault) = (equal.Task?.Copy(), equal.Fault?.Copy());
        }
        else if (!result.IsSettled)
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

    public ValueTask<bool> WaitToReadAsync() =>
        _rows.TryPeek(out SubmissionRow? next) && (next.IsSettled || next.Equal is not null)
            ? new(true) : pipeline.WaitToReadAsync();
}
