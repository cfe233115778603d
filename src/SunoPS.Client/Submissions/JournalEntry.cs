namespace SunoPS;

/// <summary>A submission in flight, and its lines in the journal.</summary>
/// <param name="journal">The journal.</param>
/// <param name="sent">The first line of the entry.</param>
/// <param name="keyMask">Masks the key in messages of the gateway.</param>
/// <param name="warn">Warns that the journal is incomplete.</param>
internal sealed class JournalEntry(
    SunoSubmissionJournal journal, JournalLine sent, KeyMask keyMask, Action<string> warn)
{
    private bool _isWritten;

    /// <summary>The id of the entry.</summary>
    public string Id => sent.Id;

    /// <summary>Writes the first line to the disk. Warns if writing fails.</summary>
    public async Task WriteSentAsync() => _isWritten = await TryAppendAsync(sent.ToUtf8()).ConfigureAwait(false);

    /// <summary>Writes the outcome to the disk.</summary>
    /// <param name="state">The outcome.</param>
    /// <param name="taskId">The id of the task; null for none.</param>
    /// <param name="error">Why there is no task; null if there is one.</param>
    public async Task WriteOutcomeAsync(SunoSubmissionState state, string? taskId, string? error)
    {
        JournalLine line = new JournalLine
        {
            Id = Id,
            Time = TimeProvider.System.GetUtcNow(),
            State = state,
            TaskId = taskId,
            Error = error,
        }.Mask(keyMask);
        byte[] utf8 = line.ToUtf8();

        // Also repeat a failed first line: a full disk may have room by now.
        await TryAppendAsync(_isWritten ? utf8 : [.. sent.ToUtf8(), .. utf8]).ConfigureAwait(false);
        journal.End(sent, line);
    }

    private async Task<bool> TryAppendAsync(byte[] lines)
    {
        try
        {
            await journal.Writer.AppendAsync(lines).ConfigureAwait(false);
            return true;
        }
#pragma warning disable CA1031 // A submission must not fail because of the journal.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            warn(
                $"The journal of submissions could not be written: {ExceptionText.Of(exception, keyMask)}. "
                + "Keep the task ids of your submissions, or set SUNO_JOURNAL to another folder.");
            return false;
        }
    }
}
