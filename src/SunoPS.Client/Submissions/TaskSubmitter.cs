using System.Net;
using System.Text;
using System.Text.Json;

namespace SunoPS;

/// <summary>Sends submissions, each at most once, and reads the gateway's response.</summary>
/// <param name="channel">Sends the requests.</param>
/// <param name="journal">Records submissions and their outcome; null for no journal.</param>
internal sealed class TaskSubmitter(GatewayChannel channel, SunoSubmissionJournal? journal)
{
    /// <summary>How long users are warned before they submit the same content again.</summary>
    private static readonly TimeSpan RepeatSpan = TimeSpan.FromHours(24);

    private readonly AnswerReader _reader = new(channel.Connection.StringPool, channel.Connection.Gateway);
    private readonly List<Task> _outcomes = [];
    private Dictionary<JournalLine, SunoSubmissionRecord>? _unresolved;
    private int _warnings;

    /// <summary>The connection of the requests.</summary>
    public SunoConnection Connection { get; } = channel.Connection;

    /// <summary>Returns the request for a submission, as text without the key.</summary>
    public string Preview(SunoSubmission submission)
    {
        Check(submission);
        string body = Encoding.UTF8.GetString(submission.WriteBody());
        return Connection.KeyMask.Apply($"POST {AddressOf(submission).AbsoluteUri} {body}")!;
    }

    /// <summary>Sends a submission. After a stop, a response in flight is still read and journaled.</summary>
    /// <param name="submission">The submission.</param>
    /// <param name="slot">Completes when the submission may be sent; it is journaled before that.</param>
    /// <param name="stop">Prevents the first request and retries.</param>
    /// <returns>The task. Its line in the journal may not be on the disk yet.</returns>
    /// <exception cref="SunoApiException">The gateway did not accept it, or may have accepted it.</exception>
    /// <exception cref="OperationCanceledException">
    /// The submission was stopped, and the gateway did not accept it.
    /// </exception>
    public async Task<SunoTask> SubmitAsync(SunoSubmission submission, Task slot, CancellationToken stop)
    {
        Check(submission);
        byte[] body = submission.WriteBody();
        if (journal is null)
        {
            return await SendAsync(submission, body, slot, stop).ConfigureAwait(false);
        }

        JournalEntry? entry = journal.TryBegin(Connection, submission, WarnOnce);
        if (entry is null)
        {
            // The process is ending; wait for its end.
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop).ConfigureAwait(false);
        }

        await entry!.WriteSentAsync().ConfigureAwait(false);
        try
        {
            SunoTask task = await SendAsync(submission, body, slot, stop).ConfigureAwait(false);

            // Later submissions do not wait for this line.
            Remember(entry.WriteOutcomeAsync(SunoSubmissionState.Accepted, task.TaskId, error: null));
            return task;
        }
        catch (SunoApiException error) when (error.Kind == SunoErrorKind.SubmissionUnknown)
        {
            await entry.WriteOutcomeAsync(SunoSubmissionState.Unknown, taskId: null, error.Message)
                .ConfigureAwait(false);
            throw error.With(Remedy.SeeJournal, entry.Id);
        }
        catch (Exception exception)
        {
            (SunoSubmissionState state, string reason) = exception switch
            {
                SunoApiException => (SunoSubmissionState.Refused, exception.Message),
                OperationCanceledException => (
                    SunoSubmissionState.Refused, "It was stopped before it was sent, or before a retry."),
                _ => (SunoSubmissionState.Unknown, ExceptionText.Of(exception, Connection.KeyMask)),
            };
            await entry.WriteOutcomeAsync(state, taskId: null, reason).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Waits until the journal contains the outcome of every submission that has ended so far.</summary>
    public Task FlushJournalAsync()
    {
        lock (_outcomes)
        {
            return Task.WhenAll(_outcomes);
        }
    }

    /// <summary>Finds an earlier submission with the same content and an unknown outcome.</summary>
    /// <returns>The newest such entry in the 24 hours before the first call; null for none.</returns>
    public SunoSubmissionRecord? FindUnresolved(SunoSubmission submission)
    {
        if (journal is null)
        {
            return null;
        }

        _unresolved ??= ReadUnresolved(journal);
        if (_unresolved.Count == 0)
        {
            return null;
        }

        JournalLine content = JournalLine.Of(Connection, submission, id: "", time: default).Content;
        return _unresolved.GetValueOrDefault(content);
    }

    private async Task<SunoTask> SendAsync(
        SunoSubmission submission, byte[] body, Task slot, CancellationToken stop)
    {
        await slot.ConfigureAwait(false);
        Uri address = AddressOf(submission);
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = GatewayChannel.JsonBody(body),

            // With HTTP/2 and later, the handler silently retries requests that the server reports as unprocessed.
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        OneTimeRequest.Mark(request);
        try
        {
            using HttpResponseMessage response = await channel.SendAsync(request, stop).ConfigureAwait(false);
            return Read(response, submission);
        }
        catch (SunoApiException error) when (!error.IsNotSent
            && error.Kind is SunoErrorKind.Timeout or SunoErrorKind.ConnectionFailed or SunoErrorKind.InvalidResponse)
        {
            throw SubmissionErrors.Unknown(address, error);
        }
    }

    private void Remember(Task outcome)
    {
        lock (_outcomes)
        {
            _outcomes.RemoveAll(static task => task.IsCompleted);
            _outcomes.Add(outcome);
        }
    }

    private Dictionary<JournalLine, SunoSubmissionRecord> ReadUnresolved(SunoSubmissionJournal from)
    {
        try
        {
            return from.Unresolved.Read(TimeProvider.System.GetUtcNow() - RepeatSpan);
        }
        catch (Exception exception) when (MediaErrors.IsOfFile(exception))
        {
            WarnOnce(
                $"The journal of submissions could not be read: {ExceptionText.Of(exception, Connection.KeyMask)}. "
                + "Repeated submissions are not noticed.");
            return [];
        }
    }

    private void WarnOnce(string message)
    {
        if (Interlocked.Exchange(ref _warnings, 1) == 0)
        {
            channel.Log.Report(SunoRequestEventKind.JournalFault, message);
        }
    }

    private static void Check(SunoSubmission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);
        if (submission.FindFault() is { } fault)
        {
            string what = submission.ToString() is { Length: > 0 } name ? $"'{name}'" : "The submission";
            throw new SunoApiException(SunoErrorKind.InvalidArgument, $"{what} is invalid: {fault}.");
        }
    }

    private Uri AddressOf(SunoSubmission submission) => new(Connection.SubmitUriPrefix + submission.PathEnd);

    private SunoTask Read(HttpResponseMessage response, SunoSubmission submission)
    {
        Uri address = response.RequestMessage!.RequestUri!;
        if (!response.IsSuccessStatusCode)
        {
            SunoApiException error = GatewayErrors.FromStatus(response, Connection);
            throw SubmissionErrors.IsRefusal(response) ? error : SubmissionErrors.Unknown(address, error);
        }

        GatewayAnswer answer;
        SubmissionAnswer said;
        try
        {
            ReadOnlySpan<byte> utf8 = BufferedContent.Of(response).Utf8.Span;
            answer = _reader.Read(utf8, fallbackId: null);
            said = SubmissionAnswer.Read(utf8);
        }
        catch (JsonException)
        {
            throw GatewayErrors.Unreadable(response, "invalid or truncated JSON", Connection);
        }

        SunoTask? told = answer.Tasks.Count == 1 && answer.Tasks[0].TaskId == said.TaskId ? answer.Tasks[0] : null;
        if (said.TaskId is not null && (answer.IsSuccess || told is not null))
        {
            return Complete(told ?? new SunoTask { TaskId = said.TaskId, Gateway = Connection.Gateway }, submission);
        }

        throw !answer.IsSuccess && !said.HasContent
            ? GatewayErrors.FromAnswer(response, answer, Connection)
            : SubmissionErrors.Unknown(address, GatewayErrors.FromAnswer(response, answer, Connection));
    }

    /// <summary>Adds the values that the gateway's response does not contain.</summary>
    private static SunoTask Complete(SunoTask task, SunoSubmission submission)
    {
        task.Action ??= submission.Action;
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
}
