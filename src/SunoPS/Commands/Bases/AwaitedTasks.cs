using System.Management.Automation;

namespace SunoPS.Commands;

/// <summary>The submitted tasks that <c>-Wait</c> waits for, each with its rows: equal rows share a task.</summary>
/// <param name="command">The command that submitted them.</param>
/// <param name="write">Outputs a task with the columns of its row.</param>
internal sealed class AwaitedTasks(SubmitCommand command, Action<SunoTask, SubmissionRow> write)
{
    private readonly Dictionary<(SunoConnection, string), List<SubmissionRow>> _rows = [];
    private WaitProgress? _progress;

    /// <summary>Number of tasks that were not output.</summary>
    public int Count => _rows.Count;

    /// <summary>Adds the task of a row.</summary>
    public void Add(SubmissionRow row)
    {
        (SunoConnection, string) key = (row.Connection!, row.Task!.TaskId);
        if (!_rows.TryGetValue(key, out List<SubmissionRow>? rows))
        {
            _rows[key] = rows = [];
        }

        rows.Add(row);
    }

    /// <summary>Waits for the tasks, and outputs each as it completes.</summary>
    /// <param name="client">Polls the tasks.</param>
    /// <param name="options">The options.</param>
    /// <returns>The error of a rejected key, after which tasks remain; null if none does.</returns>
    public ErrorRecord? Wait(SunoClient client, SunoWaitOptions options)
    {
        _progress = new WaitProgress(command);
        SunoTaskReference[] references = [.. _rows.Values.Select(static rows => ReferenceOf(rows[0]))];
        foreach (SunoTaskResult result in command.ReadAll(
            stop => client.WaitForTasksAsync(references, options, _progress, stop)))
        {
            SunoTaskReference reference = result.Reference;
            if (result.Error is { IsKeyRefused: true })
            {
                return ErrorRecords.Create(result.Error.With(Remedy.FetchAccepted), reference.TaskId);
            }

            Write((reference.Connection!, reference.TaskId), result.Task);
            if (result.Error is { } error)
            {
                command.WriteError(ErrorRecords.CreateForTask(
                    error, reference.TaskId, UserColumns.NameOf(reference.Columns)));
            }
        }

        return null;
    }

    /// <summary>Outputs the remaining tasks as they were submitted.</summary>
    public void WriteRemaining()
    {
        foreach ((SunoConnection, string) key in _rows.Keys.ToList())
        {
            Write(key, completed: null);
        }
    }

    /// <summary>Writes the progress if it is due.</summary>
    public void Flush() => _progress?.Flush();

    /// <summary>Removes the progress.</summary>
    public void Complete() => _progress?.Complete();

    private void Write((SunoConnection, string) key, SunoTask? completed)
    {
        List<SubmissionRow> rows = _rows[key];
        _rows.Remove(key);
        foreach (SubmissionRow row in rows)
        {
            write(completed?.Copy() ?? row.Task!, row);
        }
    }

    private static SunoTaskReference ReferenceOf(SubmissionRow row) => new(row.Task!.TaskId)
    {
        Action = row.Task.Action,
        Gateway = row.Task.Gateway,
        Columns = row.Columns,
        Connection = row.Connection,
    };
}
