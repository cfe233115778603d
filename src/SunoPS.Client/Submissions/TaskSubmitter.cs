using System.Text.Json;

namespace SunoPS;

/// <summary>Sends submissions, each at most once, and reads the gateway's response.</summary>
/// <param name="channel">Sends the requests.</param>
/// <param name="journal">Records submissions and their outcome; null for no journal.</param>
internal sealed class TaskSubmitter(GatewayChannel channel, SunoSubmissionJournal? journal)
{
    private readonly object _lock = new();
    private Task _outcomes = Task.CompletedTask;
    private int _warnings;
    private int _accepted;
    private int _inFlight;

    public SunoConnection Connection { get; } = channel.Connection;

    public int AcceptedCount => Volatile.Read(ref _accepted);

    /// <summary>Number of submissions that were sent and have no outcome yet.</summary>
    public int InFlightCount => Volatile.Read(ref _inFlight);

    /// <summary>True if all submissions so far are in the journal.</summary>
    public bool IsJournaled => journal is not null && Volatile.Read(ref _warnings) == 0;

    /// <summary>
    /// Writes a submission to the journal, and sends it in its turn. After a stop, a response in flight is still read
    /// and journaled.
    /// </summary>
    /// <param name="prepared">The submission.</param>
    /// <param name="turn">Completes when the submission may be sent; false if it must not be sent.</param>
    /// <param name="isJournalRequired">True to send it only if it is in the journal.</param>
    /// <param name="stop">Prevents the first request and retries.</param>
    /// <returns>The result. The outcome of an accepted one may not be on the disk yet.</returns>
    public async Task<SunoSubmissionResult> SubmitAsync(
        PreparedSubmission prepared, Task<bool> turn, bool isJournalRequired, CancellationToken stop)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(stop, ProcessEnd.Beginning);
        stop = stopping.Token;
        JournalLine line = prepared.Line with { Time = TimeProvider.System.GetUtcNow() };
        ProcessEnd.Enter();
        bool isJournaled = await TryWriteAsync(line).ConfigureAwait(false);
        SunoTask? task = null;
        SunoApiException? error = null;
        try
        {
            if (isJournalRequired && !isJournaled)
            {
                throw new SunoApiException(
                    SunoErrorKind.FileError, "The submission was not sent, because the journal could not be written.")
                {
                    Traits = ErrorTraits.NotSent,
                };
            }

            if (await turn.WaitAsync(stop).ConfigureAwait(false))
            {
                task = await SendAsync(prepared, stop).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // It was stopped before it was sent, or before a retry.
        }
        catch (SunoApiException exception)
        {
            error = exception;
        }
#pragma warning disable CA1031 // After the request was sent, every failure leaves the outcome unknown.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            error = new SunoApiException(
                SunoErrorKind.SubmissionUnknown, ExceptionText.Of(exception, Connection.KeyMask), exception);
        }

        SunoSubmissionState state = task is not null ? SunoSubmissionState.Accepted
            : error is null or { IsNotSent: true } ? SunoSubmissionState.NotSent
            : error.Kind == SunoErrorKind.SubmissionUnknown ? SunoSubmissionState.Unknown
            : SunoSubmissionState.Refused;
        Task<bool> outcome = EndAsync(line with
        {
            State = state, TaskId = task?.TaskId, Error = Connection.KeyMask.Apply(error?.Message),
        });
        if (task is not null)
        {
            // Later submissions do not wait for this line.
            Remember(outcome);
        }
        else
        {
            isJournaled |= await outcome.ConfigureAwait(false);
            await (error is null ? ProcessEnd.StayAsync() : Task.CompletedTask).ConfigureAwait(false);
        }

        return new SunoSubmissionResult(
            prepared.Submission,
            task,
            state == SunoSubmissionState.Unknown && isJournaled ? error!.With(Remedy.SeeJournal, line.Id) : error);
    }

    /// <summary>Waits until the journal contains the outcome of every submission that has ended so far.</summary>
    public Task FlushJournalAsync() => Volatile.Read(ref _outcomes);

    private async Task<SunoTask> SendAsync(PreparedSubmission prepared, CancellationToken stop)
    {
        using var request = new GatewayRequest(HttpMethod.Post, prepared.Address)
        {
            IsOneTime = true,
            Content = GatewayChannel.JsonBody(prepared.Body),
        };
        request.Headers.ConnectionClose = true;
        Interlocked.Increment(ref _inFlight);
        try
        {
            using HttpResponseMessage response = await channel.SendAsync(request, stop).ConfigureAwait(false);
            SunoTask task = Read(response, prepared.Submission);
            Interlocked.Increment(ref _accepted);
            return task;
        }
        catch (SunoApiException error) when (!error.IsRefused && error.Kind != SunoErrorKind.SubmissionUnknown)
        {
            throw GatewayErrors.Unknown(prepared.Address, error);
        }
        finally
        {
            Interlocked.Decrement(ref _inFlight);
        }
    }

    private SunoTask Read(HttpResponseMessage response, SunoSubmission submission)
    {
        if (!response.IsSuccessStatusCode)
        {
            throw GatewayErrors.From(response, Connection);
        }

        GatewayAnswer answer;
        string? taskId;
        bool hasContent;
        try
        {
            ReadOnlyMemory<byte> utf8 = BufferedContent.Of(response).Utf8;
            answer = AnswerReader.Read(utf8.Span, Connection.Gateway);
            taskId = SubmittedId.Find(utf8, out hasContent);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            throw GatewayErrors.Unreadable(response, "invalid or truncated JSON", Connection);
        }

        SunoTask? whole = answer.Tasks.Count == 1 && answer.Tasks[0].TaskId == taskId ? answer.Tasks[0] : null;
        if (taskId is not null && (answer.IsSuccess || whole is not null))
        {
            // A copy of an earlier response, such as that of a broken proxy.
            if (!Connection.AddSubmitted(taskId, TimeProvider.System))
            {
                throw new SunoApiException(
                    SunoErrorKind.SubmissionUnknown,
                    "The gateway may have accepted and charged the submission; its response names task "
                        + $"'{taskId}', which an earlier submission created",
                    Remedy.LookForTask);
            }

            return Complete(whole ?? new SunoTask { TaskId = taskId, Gateway = Connection.Gateway }, submission);
        }

        SunoApiException failure = GatewayErrors.From(response, Connection);
        throw !answer.IsSuccess && !hasContent
            ? failure
            : GatewayErrors.Unknown(response.RequestMessage!.RequestUri!, failure);
    }

    /// <summary>Adds the values that the gateway's response does not contain.</summary>
    private static SunoTask Complete(SunoTask task, SunoSubmission submission)
    {
        task.Action ??= submission.Action;
        task.Subject = submission.ToString();

        // In whole seconds, like the times of gateways.
        task.SubmitTime ??= DateTimeOffset
            .FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()).LocalDateTime;
        task.NotifyHook ??= submission.Hook;
        if (task.RawStatus is null)
        {
            task.Status = SunoTaskStatus.Submitted;
        }

        return task;
    }

    private void Remember(Task outcome)
    {
        lock (_lock)
        {
            _outcomes = Task.WhenAll(_outcomes, outcome);
        }
    }

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
            await (journal?.AppendAsync(line) ?? Task.CompletedTask).ConfigureAwait(false);
            return journal is not null;
        }
#pragma warning disable CA1031 // A submission must not fail because of the journal.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            if (Interlocked.Exchange(ref _warnings, 1) == 0)
            {
                channel.Log.Report(
                    SunoRequestEventKind.JournalFault,
                    "The journal of submissions could not be written: "
                        + $"{ExceptionText.Of(exception, Connection.KeyMask)}. Keep the task ids of your submissions.");
            }

            return false;
        }
    }
}
