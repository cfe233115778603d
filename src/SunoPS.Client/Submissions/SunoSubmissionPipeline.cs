namespace SunoPS;

/// <summary>Sends submissions in order while more still arrive, with a limit on those in flight.</summary>
/// <remarks>
/// Not thread-safe. Every submission has exactly one result, in the order of adding. After the gateway rejects the key,
/// nothing more is sent, but submissions in flight finish: the gateway may have accepted and charged them.
/// </remarks>
public sealed class SunoSubmissionPipeline : IDisposable
{
    private readonly TaskSubmitter _submitter;
    private readonly HashSet<TaskSubmitter> _submitters = [];
    private readonly int _limit;
    private readonly CancellationToken _stop;
    private readonly OrderedWindow<SunoSubmissionResult> _window;
    private readonly Queue<TaskCompletionSource<bool>> _waiting = new();
    private volatile bool _isClosed;

    internal SunoSubmissionPipeline(TaskSubmitter submitter, int? throttleLimit, CancellationToken cancellationToken)
    {
        _submitter = submitter;
        _limit = ConnectionRules.CheckThrottleLimit(throttleLimit ?? submitter.Connection.ThrottleLimit);
        _stop = cancellationToken;

        // While the limit is in flight, the same number of submissions is already written to the journal.
        _window = new OrderedWindow<SunoSubmissionResult>(capacity: 2 * _limit, cancellationToken);
    }

    /// <summary>
    /// True if nothing more is sent: the gateway rejected the key (401, 403), or the caller closed it.
    /// </summary>
    public bool IsClosed => _isClosed;

    /// <summary>True to send nothing more after the first error.</summary>
    internal bool ClosesAtError { get; set; }

    /// <summary>True to send nothing that is not in the journal.</summary>
    internal bool IsJournalRequired { get; init; }

    /// <summary>True if all submissions so far are in the journal.</summary>
    internal bool IsJournaled => _submitters.All(static submitter => submitter.IsJournaled);

    /// <summary>Number of submissions that the gateway has accepted.</summary>
    internal int AcceptedCount => _submitters.Sum(static submitter => submitter.AcceptedCount);

    /// <summary>Number of submissions that were sent and have no outcome yet.</summary>
    internal int InFlightCount => _submitters.Sum(static submitter => submitter.InFlightCount);

    /// <summary>Sends a submission.</summary>
    /// <param name="submission">The submission. The result of an invalid one is an error.</param>
    /// <returns>
    /// False if the limit is reached: read a result, then add it again. Also false if the pipeline is closed.
    /// </returns>
    public bool TryAdd(SunoSubmission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);
        try
        {
            return TryAdd(new PreparedSubmission(submission, _submitter));
        }
        catch (SunoApiException fault)
        {
            return TryStart((_, _) => Task.FromResult(new SunoSubmissionResult(submission, Task: null, fault)));
        }
    }

    /// <inheritdoc cref="TryAdd(SunoSubmission)"/>
    internal bool TryAdd(PreparedSubmission submission)
    {
        _submitters.Add(submission.Submitter);
        return TryStart((turn, stop) => SubmitAsync(submission, turn, stop));
    }

    /// <summary>Sends nothing more. Submissions in flight finish.</summary>
    internal void Close() => _isClosed = true;

    /// <summary>Returns the next result if it is available.</summary>
    /// <param name="result">The result.</param>
    /// <returns>False if the next result is not available yet, or none is due.</returns>
    public bool TryRead(out SunoSubmissionResult result)
    {
        if (!_window.TryRead(out result))
        {
            return false;
        }

        // Only now is it the turn of another one, so that an error is read before later submissions are sent.
        if (_waiting.TryDequeue(out TaskCompletionSource<bool>? turn))
        {
            turn.SetResult(!_isClosed);
        }

        return true;
    }

    /// <summary>Waits for the next result.</summary>
    /// <returns>False if no result is due; the journal then has the outcome of every submission.</returns>
    /// <exception cref="OperationCanceledException">The pipeline was canceled.</exception>
    public async ValueTask<bool> WaitToReadAsync()
    {
        bool isDue = await _window.WaitToReadAsync().ConfigureAwait(false);
        _stop.ThrowIfCancellationRequested();
        if (!isDue)
        {
            await Task.WhenAll(_submitters.Select(static submitter => submitter.FlushJournalAsync()))
                .ConfigureAwait(false);
        }

        return isDue;
    }

    /// <summary>
    /// Sends nothing more, and does not wait. Submissions in flight continue in the background within their time limit,
    /// and their outcome is written to the journal.
    /// </summary>
    public void Dispose() => _window.Dispose();

    private bool TryStart(Func<Task<bool>, CancellationToken, Task<SunoSubmissionResult>> submit)
    {
        if (_isClosed || !_window.HasRoom)
        {
            return false;
        }

        var turn = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (_window.Count < _limit)
        {
            turn.SetResult(true);
        }
        else
        {
            _waiting.Enqueue(turn);
        }

        _window.Start(stop => submit(turn.Task, stop));
        return true;
    }

    /// <summary>Sends a submission, and closes the pipeline after an error that ends it.</summary>
    private async Task<SunoSubmissionResult> SubmitAsync(
        PreparedSubmission submission, Task<bool> turn, CancellationToken stop)
    {
        SunoSubmissionResult result =
            await submission.Submitter.SubmitAsync(submission, turn, IsJournalRequired, stop).ConfigureAwait(false);
        if (result.Error is { } error && (ClosesAtError || error.IsKeyRefused))
        {
            _isClosed = true;
        }

        return result;
    }
}
