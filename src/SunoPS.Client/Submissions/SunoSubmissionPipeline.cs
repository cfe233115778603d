using System.Collections.Concurrent;

namespace SunoPS;

/// <summary>Sends submissions in order while more still arrive, with a limit on those in flight.</summary>
/// <remarks>
/// Not thread-safe. Every submission has exactly one result, in the order of adding. After the gateway rejects the key,
/// nothing more is sent, but submissions in flight finish: the gateway may have accepted and charged them.
/// </remarks>
internal sealed class SunoSubmissionPipeline : IDisposable
{
    private readonly SunoSubmissionJournal? _journal;
    private readonly CancellationToken _stop;
    private readonly OrderedWindow<SunoSubmissionResult> _window;

    // Canceled submissions may still wait for it; without a wait handle it has nothing to dispose.
#pragma warning disable CA2213
    private readonly SemaphoreSlim _turns;
#pragma warning restore CA2213
    private readonly ConcurrentQueue<Task> _outcomes = new();
    private volatile bool _isClosed;
    private int _journalFaults;
    private int _accepted;
    private int _inFlight;

    public SunoSubmissionPipeline(
        GatewayChannel channel, SunoSubmissionJournal? journal, int? throttleLimit, CancellationToken cancellationToken)
    {
        int limit = throttleLimit ?? channel.Connection.ThrottleLimit;
        Channel = channel;
        _journal = journal;
        _stop = cancellationToken;
        _turns = new SemaphoreSlim(limit);

        // While the limit is in flight, the same number of submissions is already written to the journal.
        _window = new OrderedWindow<SunoSubmissionResult>(capacity: 2 * limit, cancellationToken);
    }

    public GatewayChannel Channel { get; }

    /// <summary>True to send nothing more after the first error.</summary>
    public bool ClosesAtError { get; set; }

    public bool IsJournalRequired { get; init; }

    /// <summary>True if all submissions so far are in the journal.</summary>
    public bool IsJournaled => _journal is not null && Volatile.Read(ref _journalFaults) == 0;

    public int AcceptedCount => Volatile.Read(ref _accepted);

    /// <summary>Number of submissions that were sent and have no outcome yet.</summary>
    public int InFlightCount => Volatile.Read(ref _inFlight);

    /// <summary>Sends a submission in its turn; false if the limit is reached, or the pipeline is closed.</summary>
    public bool TryAdd(PreparedSubmission submission)
    {
        if (_isClosed || !_window.HasRoom)
        {
            return false;
        }

        _window.Start(stop => SubmitAsync(submission, _turns.WaitAsync(stop), stop));
        return true;
    }

    /// <summary>Sends nothing more. Submissions in flight finish.</summary>
    public void Close()
    {
        _isClosed = true;

        // After it, the number in flight has every submission that is still sent.
        Interlocked.MemoryBarrier();
    }

    /// <summary>Returns the next result if it is available.</summary>
    public bool TryRead(out SunoSubmissionResult result)
    {
        if (!_window.TryRead(out result))
        {
            return false;
        }

        // Only now is it the turn of another one, so that an error is read before later submissions are sent.
        _turns.Release();
        while (_outcomes.TryPeek(out Task? outcome) && outcome.IsCompleted)
        {
            _outcomes.TryDequeue(out _);
        }

        return true;
    }

    /// <summary>Waits for a result; false if none is due: the journal then has the outcomes of all.</summary>
    /// <exception cref="OperationCanceledException">The pipeline was canceled.</exception>
    public async ValueTask<bool> WaitToReadAsync()
    {
        bool isDue = await _window.WaitToReadAsync().ConfigureAwait(false);
        _stop.ThrowIfCancellationRequested();
        while (!isDue && _outcomes.TryDequeue(out Task? outcome))
        {
            await outcome.ConfigureAwait(false);
        }

        return isDue;
    }

    /// <summary>
    /// Sends nothing more, and does not wait. Submissions in flight continue in the background within their time limit,
    /// and their outcome is written to the journal.
    /// </summary>
    public void Dispose() => _window.Dispose();

    /// <summary>Journals a submission, and sends it in its turn. A stop loses no response in flight.</summary>
    private async Task<SunoSubmissionResult> SubmitAsync(
        PreparedSubmission prepared, Task turn, CancellationToken cancellationToken)
    {
        CancellationToken ending = ProcessEnd.Beginning;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, ending);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        JournalLine line = prepared.Line with
        {
            Time = prepared.RepeatedTime is { Year: < 9999 } time && time >= now ? time.AddMilliseconds(1) : now,
        };
        SunoTask? task = null;
        SunoApiException? error = null;
        bool isInFlight = false;
        ProcessEnd.Enter();
        bool isJournaled = await TryWriteAsync(line).ConfigureAwait(false);
        try
        {
            if (IsJournalRequired && !isJournaled)
            {
                throw NotSent(SunoErrorKind.FileError, "the journal could not be written");
            }

            await turn.WaitAsync(stop.Token).ConfigureAwait(false);

            // It may have been closed since its turn came, while the journal was written.
            Interlocked.Increment(ref _inFlight);
            isInFlight = true;
            if (!_isClosed)
            {
                task = await prepared.SendAsync(stop.Token).ConfigureAwait(false);
                Interlocked.Increment(ref _accepted);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // It was stopped before it was sent, or before a retry.
            error = ending.IsCancellationRequested
                ? NotSent(SunoErrorKind.ConnectionFailed, "the process was about to end")
                : null;
        }
#pragma warning disable CA1031 // After the request was sent, every other failure leaves the outcome unknown.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            error = exception as SunoApiException ?? GatewayErrors.Unknown(
                $"an unexpected error occurred: {ExceptionText.Of(exception, prepared.KeyMask)}", exception);
        }

        Interlocked.Add(ref _inFlight, isInFlight ? -1 : 0);
        if (error is not null && (ClosesAtError || error.IsKeyRefused))
        {
            _isClosed = true;
        }

        SunoSubmissionState state = task is not null ? SunoSubmissionState.Accepted
            : error is null or { IsNotSent: true } ? SunoSubmissionState.NotSent
            : error.Kind == SunoErrorKind.SubmissionUnknown ? SunoSubmissionState.Unknown
            : SunoSubmissionState.Refused;
        Task<bool> outcome = EndAsync(line with
        {
            State = state, TaskId = task?.TaskId, Error = prepared.KeyMask.Apply(error?.Message),
        });
        if (task is not null)
        {
            // Later submissions do not wait for this line.
            _outcomes.Enqueue(outcome);
        }
        else
        {
            isJournaled |= await outcome.ConfigureAwait(false);
            await ProcessEnd.StayAsync().ConfigureAwait(false);
        }

        return new SunoSubmissionResult(
            prepared.Submission,
            task,
            state == SunoSubmissionState.Unknown && isJournaled ? error!.With(Remedy.SeeJournal, line.Id) : error);
    }

    private static SunoApiException NotSent(SunoErrorKind kind, string why) =>
        new(kind, $"The submission was not sent, because {why}.") { Traits = ErrorTraits.NotSent };

    /// <summary>Writes the outcome of a submission, after which its process may end.</summary>
    private async Task<bool> EndAsync(JournalLine line)
    {
        bool isWritten = await TryWriteAsync(line).ConfigureAwait(false);
        ProcessEnd.Exit();
        return isWritten;
    }

    /// <summary>Writes a line to the disk. Warns once if writing fails.</summary>
    private async Task<bool> TryWriteAsync(JournalLine line)
    {
        try
        {
            await (_journal?.AppendAsync(line) ?? Task.CompletedTask).ConfigureAwait(false);
            return _journal is not null;
        }
#pragma warning disable CA1031 // A submission must not fail because of the journal.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (Interlocked.Exchange(ref _journalFaults, 1) == 0)
            {
                Channel.Log.Report(
                    SunoRequestEventKind.JournalFault,
                    "The journal of submissions could not be written: "
                        + $"{ExceptionText.Of(exception, Channel.Connection.KeyMask)}. "
                        + "Keep the task ids of your submissions.");
            }

            return false;
        }
    }
}
