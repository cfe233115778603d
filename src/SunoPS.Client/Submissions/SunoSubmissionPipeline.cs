namespace SunoPS;

/// <summary>Sends submissions in order while more still arrive, with a limit on those in flight.</summary>
/// <remarks>
/// Not thread-safe. Every submission has exactly one result. After the gateway rejects the key, nothing more can be
/// added, but submissions in flight finish: the gateway may have accepted and charged them.
/// </remarks>
public sealed class SunoSubmissionPipeline : IOrderedPipeline<SunoSubmission, SunoSubmissionResult>, IDisposable
{
    private readonly TaskSubmitter _submitter;
    private readonly OrderedWindow<SunoSubmissionResult> _window;
    private readonly SubmissionGate _gate;
    private readonly Queue<Task> _slots = new();

    internal SunoSubmissionPipeline(TaskSubmitter submitter, int? throttleLimit, CancellationToken cancellationToken)
    {
        _submitter = submitter;
        int limit = ConnectionRules.CheckThrottleLimit(throttleLimit ?? submitter.Connection.ThrottleLimit);
        _gate = new SubmissionGate(limit);

        // While all slots are busy, the same number of submissions is already written to the journal.
        _window = new OrderedWindow<SunoSubmissionResult>(capacity: 2 * limit, cancellationToken);
    }

    /// <summary>True if the gateway rejected the key (401, 403): nothing more is sent.</summary>
    public bool IsKeyRefused => _gate.IsKeyRefused;

    /// <summary>Sends a submission.</summary>
    /// <param name="submission">The submission. The result of an invalid one is an error.</param>
    /// <returns>
    /// False if the limit is reached: read a result, then add it again. Also false if the key was rejected.
    /// </returns>
    public bool TryAdd(SunoSubmission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);
        if (!_gate.IsOpen || !_window.HasRoom)
        {
            return false;
        }

        _window.Start(cancellationToken => SubmitAsync(submission, cancellationToken));
        return true;
    }

    /// <summary>Sends nothing more. Submissions in flight finish.</summary>
    internal void Close() => _gate.Close();

    /// <summary>True to send nothing more after the first error.</summary>
    internal bool ClosesAtError
    {
        get => _gate.ClosesAtError;
        set => _gate.ClosesAtError = value;
    }

    /// <summary>Returns the next result if it is available.</summary>
    /// <param name="result">The result.</param>
    /// <returns>False if the next result is not available yet, or none is due.</returns>
    public bool TryRead(out SunoSubmissionResult result)
    {
        if (!_window.TryRead(out result))
        {
            return false;
        }

        // Released only now, so that an error is read before later submissions are sent.
        _ = _gate.ExitAsync(_slots.Dequeue());
        return true;
    }

    /// <summary>Number of submissions with unread results.</summary>
    public int PendingCount => _window.Count;

    /// <summary>Number of submissions that were sent, or are about to be sent, with unread results.</summary>
    internal int UnreadCount => _window.Count - _gate.WaitingCount;

    /// <summary>Waits for the next result.</summary>
    /// <returns>False if no result is due; the journal then has the outcome of every submission.</returns>
    /// <exception cref="OperationCanceledException">The pipeline was canceled.</exception>
    public async ValueTask<bool> WaitToReadAsync()
    {
        if (await _window.WaitToReadAsync().ConfigureAwait(false))
        {
            return true;
        }

        await _submitter.FlushJournalAsync().ConfigureAwait(false);
        return false;
    }

    /// <summary>
    /// Sends nothing more, and does not wait. Submissions in flight continue in the background within their time limit,
    /// and their outcome is written to the journal.
    /// </summary>
    public void Dispose() => _window.Dispose();

    private async Task<SunoSubmissionResult> SubmitAsync(SunoSubmission submission, CancellationToken cancellationToken)
    {
        // Before writing to the journal, so that submissions are sent in the order of adding.
        Task slot = _gate.EnterAsync(cancellationToken);
        _slots.Enqueue(slot);
        try
        {
            SunoTask task = await _submitter.SubmitAsync(submission, slot, cancellationToken).ConfigureAwait(false);
            return new SunoSubmissionResult(submission, task);
        }
        catch (SunoApiException error)
        {
            _gate.Note(error);
            return new SunoSubmissionResult(submission, error);
        }
        catch (OperationCanceledException) when (!_gate.IsOpen)
        {
            return new SunoSubmissionResult(submission);
        }
    }
}
