namespace SunoPS;

/// <summary>The entry of a submission in flight.</summary>
/// <param name="journal">The journal; null for none.</param>
/// <param name="prepared">The line of the submission.</param>
/// <param name="keyMask">Masks the key in messages of the gateway.</param>
/// <param name="warn">Warns that the journal is incomplete.</param>
internal sealed class JournalEntry(
    SunoSubmissionJournal? journal, JournalLine prepared, KeyMask keyMask, Action<string> warn)
{
    private readonly JournalLine _line = prepared with { Time = TimeProvider.System.GetUtcNow() };

    /// <summary>The id of the entry.</summary>
    public string Id => _line.Id;

    /// <summary>True after a line was written.</summary>
    public bool IsWritten { get; private set; }

    /// <summary>Writes the first line to the disk. Warns if writing fails.</summary>
    public Task BeginAsync()
    {
        ProcessEnd.Enter();
        return AppendAsync(_line);
    }

    /// <summary>Writes the outcome to the disk. Warns if writing fails.</summary>
    /// <param name="state">The outcome.</param>
    /// <param name="taskId">The id of the task; null for none.</param>
    /// <param name="error">The gateway's error; null for none.</param>
    public async Task EndAsync(SunoSubmissionState state, string? taskId, string? error)
    {
        await AppendAsync(_line with { State = state, TaskId = taskId, Error = keyMask.Apply(error) })
            .ConfigureAwait(false);
        ProcessEnd.Exit();
    }

    private async Task AppendAsync(JournalLine line)
    {
        try
        {
            if (journal is not null)
            {
                await journal.AppendAsync(line).ConfigureAwait(false);
                IsWritten = true;
            }
        }
#pragma warning disable CA1031 // A submission must not fail because of the journal.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            warn(
                $"The journal of submissions could not be written: {ExceptionText.Of(exception, keyMask)}. "
                + "Keep the task ids of your submissions.");
        }
    }
}
