using System.Diagnostics;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SunoPS;

/// <summary>The one door to a gateway: fetches one task, a batch, or any number as a pipeline.</summary>
/// <remarks>Costs nothing to make; network connections belong to the <see cref="SunoConnection"/>. Can be used from any thread.</remarks>
public sealed class SunoClient
{
    private static readonly MediaTypeHeaderValue JsonMediaType = new("application/json");

    /// <summary>HTTP/2 where the server offers it. HttpClient has a default for this, which it does not apply to requests of one's own.</summary>
    private const HttpVersionPolicy FetchVersionPolicy = HttpVersionPolicy.RequestVersionOrHigher;

    /// <summary>An id that no gateway gives: asking for it shows whether address and key are right, and costs nothing.</summary>
    private const string ProbeId = "00000000-0000-0000-0000-000000000000";

    private readonly SunoConnection _connection;
    private readonly AnswerReader _answerReader;
    private readonly RequestLog _log;

    /// <summary>Makes a client.</summary>
    /// <param name="connection">The gateway, the key and the limits.</param>
    /// <param name="listener">Hears of every request, on any thread; null for none.</param>
    public SunoClient(SunoConnection connection, IProgress<SunoRequestEvent>? listener = null)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
        _answerReader = new AnswerReader(connection.StringPool, connection.Gateway);
        _log = new RequestLog(listener);
    }

    /// <summary>The connection it works with.</summary>
    public SunoConnection Connection => _connection;

    /// <summary>Fetches one task by a <c>GET</c> of its own.</summary>
    /// <param name="taskId">Its id, 1 to 256 characters.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>The task.</returns>
    /// <exception cref="SunoApiException">There is no such task, or it could not be fetched.</exception>
    public Task<SunoTask> GetTaskAsync(string taskId, CancellationToken cancellationToken = default) =>
        GetTaskAsync(taskId, mayRetry: true, cancellationToken);

    private async Task<SunoTask> GetTaskAsync(string taskId, bool mayRetry, CancellationToken cancellationToken)
    {
        CheckId(taskId);
        if (taskId is "." or "..")
        {
            // Servers and proxies read these as steps in the path, escaped or not.
            throw new SunoApiException(SunoErrorKind.InvalidArgument, $"The task id '{taskId}' cannot be part of an address. Fetch it with Get-SunoTaskBatch.");
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, _connection.TaskUriPrefix + Uri.EscapeDataString(taskId)) { VersionPolicy = FetchVersionPolicy };
        if (!mayRetry)
        {
            RetryHandler.Allow(request, mayRetry: false);
        }

        using HttpResponseMessage response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        GatewayAnswer answer = ReadTasks(response, taskId);
        SunoTask? task = answer.Tasks.Find(candidate => candidate.TaskId == taskId)
            ?? answer.Tasks.Find(candidate => string.Equals(candidate.TaskId, taskId, StringComparison.OrdinalIgnoreCase));
        return task ?? throw GatewayErrors.NotFound(taskId, _connection, response, answer);
    }

    /// <summary>Fetches several tasks by one request.</summary>
    /// <param name="taskIds">Their ids; a repeated one counts once.</param>
    /// <param name="action">The kind of task, such as <c>MUSIC</c>; null for the gateway's default.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>One result for each distinct id, in the order given.</returns>
    /// <exception cref="SunoApiException">The request failed as a whole, or an id cannot be sent.</exception>
    public async Task<IReadOnlyList<SunoTaskResult>> GetTaskBatchAsync(IEnumerable<string> taskIds, string? action = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(taskIds);
        string[] ids = taskIds.Distinct(StringComparer.Ordinal).ToArray();
        foreach (string id in ids)
        {
            CheckId(id);
        }

        return ids.Length == 0 ? [] : await GetDistinctBatchAsync(ids, action, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Fetches any number of tasks while their ids still come in, with several requests under way at once. An id that fails costs only itself.
    /// </summary>
    /// <param name="taskIds">The ids; a repeated one counts once.</param>
    /// <param name="options">How; null for batches with the connection's limits.</param>
    /// <param name="cancellationToken">Ends everything that is under way.</param>
    /// <returns>
    /// One result for each distinct id, in the order given, as soon as it and all before it are there. Where the gateway refuses the key
    /// (401, 403) that error is the last result: nothing more is sent.
    /// </returns>
    public async IAsyncEnumerable<SunoTaskResult> GetTasksAsync(
        IAsyncEnumerable<string> taskIds,
        SunoFetchOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(taskIds);
        using SunoTaskPipeline pipeline = OpenPipeline(options, cancellationToken);
        using var ids = new LookAhead<string>(taskIds, cancellationToken);
        Task<bool>? nextResult = null;
        while (!ids.IsAtEnd)
        {
            while (pipeline.TryRead(out SunoTaskResult result))
            {
                yield return result;
            }

            if (pipeline.IsEnded)
            {
                yield break;
            }

            // Asked once: an id that comes right after must not be taken for one that has to wait.
            bool isReady = ids.IsReady;
            if (isReady && pipeline.TryAdd(ids.Current))
            {
                ids.MoveNext();
                continue;
            }

            // Either can be first: an id that takes its time does not hold back results, nor a result further ids.
            nextResult = nextResult is null or { IsCompleted: true } ? pipeline.WaitToReadAsync().AsTask() : nextResult;
            bool isNothingDue = nextResult.IsCompleted && !await nextResult.ConfigureAwait(false);
            await (isReady ? nextResult : isNothingDue ? ids.Ready : Task.WhenAny(ids.Ready, nextResult)).ConfigureAwait(false);
        }

        await ids.Ready.ConfigureAwait(false);
        pipeline.CompleteAdding();
        while (await pipeline.WaitToReadAsync().ConfigureAwait(false))
        {
            while (pipeline.TryRead(out SunoTaskResult result))
            {
                yield return result;
            }
        }
    }

    /// <summary>Waits until tasks are done: asks for all unfinished ones together, round by round. A fault while asking does not end the wait.</summary>
    /// <param name="taskIds">The ids; a repeated one counts once.</param>
    /// <param name="options">How; null for every 5 seconds without end.</param>
    /// <param name="listener">Hears how it stands after every round; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// One result for each distinct id, when it is done, cannot be found, or (<see cref="SunoErrorKind.Timeout"/>) when the time is over. Where the
    /// gateway refuses the key that error is the last result.
    /// </returns>
    public IAsyncEnumerable<SunoTaskResult> WaitForTasksAsync(
        IEnumerable<string> taskIds,
        SunoWaitOptions? options = null,
        IProgress<SunoWaitProgress>? listener = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(taskIds);
        return new SunoTaskWaiter(this, options ?? new SunoWaitOptions(), TimeProvider.System, listener).WaitAsync(taskIds, cancellationToken);
    }

    /// <summary>Asks the gateway, at no cost, whether address and key are right: one batch request, not repeated, for a task that there is not.</summary>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <returns>What came of it; a failure is a result too.</returns>
    public async Task<SunoConnectionTest> TestAsync(CancellationToken cancellationToken = default)
    {
        var watch = Stopwatch.StartNew();
        try
        {
            await GetBatchAsync([ProbeId], action: null, mayRetry: false, cancellationToken).ConfigureAwait(false);
            return Result(isReachable: true, isAuthorized: true, $"{_connection.Gateway} answered and took the key.");
        }
        catch (SunoApiException error)
        {
            bool isReachable = error.StatusCode is not null;
            bool? isAuthorized = error.IsKeyRefused ? false : null;
            return Result(isReachable, isAuthorized, error.Message);
        }

        SunoConnectionTest Result(bool isReachable, bool? isAuthorized, string reason) => new()
        {
            Gateway = _connection.Gateway,
            BaseUri = _connection.BaseUri,
            IsReachable = isReachable,
            IsAuthorized = isAuthorized,
            Latency = isReachable ? watch.Elapsed : null,
            Reason = reason,
        };
    }

    /// <summary>Opens a pipeline that is fed and read by hand, for callers that cannot await.</summary>
    /// <param name="options">How; null for batches with the connection's limits.</param>
    /// <param name="cancellationToken">Ends everything that is under way.</param>
    /// <returns>The pipeline; dispose it to end what is still under way.</returns>
    public SunoTaskPipeline OpenPipeline(SunoFetchOptions? options = null, CancellationToken cancellationToken = default) =>
        new(this, options ?? new SunoFetchOptions(), cancellationToken);

    /// <summary>Asks the gateway to make something. It costs money, and is never sent again unless it is certain that the gateway did not take it.</summary>
    /// <param name="submission">What to make.</param>
    /// <param name="cancellationToken">Gives up at once; the gateway may have taken it by then.</param>
    /// <returns>The task, as the gateway's answer tells of it; ask for it to see how it gets on.</returns>
    /// <exception cref="SunoApiException">
    /// It was not taken; or nobody knows (<see cref="SunoErrorKind.SubmissionUnknown"/>).
    /// </exception>
    public Task<SunoTask> SubmitAsync(SunoSubmission submission, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(submission);
        return Submitter().SubmitAsync(submission, cancellationToken);
    }

    /// <summary>Shows what would be sent for a submission, without the key. Nothing is sent.</summary>
    /// <param name="submission">What to make.</param>
    /// <returns>Method, address and body.</returns>
    public string PreviewSubmission(SunoSubmission submission)
    {
        ArgumentNullException.ThrowIfNull(submission);
        return Submitter().Preview(submission);
    }

    /// <summary>Opens a pipeline that submits one after the other, several at once.</summary>
    /// <param name="throttleLimit">The most submissions under way at once; null for the connection's limit.</param>
    /// <param name="cancellationToken">Gives up what is under way.</param>
    /// <returns>The pipeline.</returns>
    public SunoSubmissionPipeline OpenSubmissionPipeline(int? throttleLimit = null, CancellationToken cancellationToken = default) =>
        new(this, throttleLimit, cancellationToken);

    private SunoSubmitter Submitter() => new(_connection, _answerReader, SendAsync);

    /// <summary>Fetches a batch of ids that are known to be good and distinct.</summary>
    internal Task<SunoTaskResult[]> GetDistinctBatchAsync(IReadOnlyList<string> ids, string? action, CancellationToken cancellationToken) =>
        GetBatchAsync(ids, action, mayRetry: true, cancellationToken);

    private async Task<SunoTaskResult[]> GetBatchAsync(IReadOnlyList<string> ids, string? action, bool mayRetry, CancellationToken cancellationToken)
    {
        if (_connection.MostIdsInRequest == 1)
        {
            return await GetSinglyAsync(ids, mayRetry, cancellationToken).ConfigureAwait(false);
        }

        var body = new BatchRequest(ids, string.IsNullOrWhiteSpace(action) ? _connection.DefaultAction : action);
        using var request = new HttpRequestMessage(_connection.BatchMethod == SunoBatchMethod.Get ? HttpMethod.Get : HttpMethod.Post, _connection.BatchUri)
        {
            VersionPolicy = FetchVersionPolicy,
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, SunoJsonContext.Default.BatchRequest)),
        };
        request.Content.Headers.ContentType = JsonMediaType;
        RetryHandler.Allow(request, mayRetry);
        using HttpResponseMessage response = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        GatewayAnswer answer = ReadTasks(response, ids.Count == 1 ? ids[0] : null);
        return BatchMatching.Match(ids, answer.Tasks, id => GatewayErrors.NotFound(id, _connection, response, answer));
    }

    /// <summary>Does the work of a batch where the runtime cannot send the gateway's own: each task by a request of its own.</summary>
    private async Task<SunoTaskResult[]> GetSinglyAsync(IReadOnlyList<string> ids, bool mayRetry, CancellationToken cancellationToken)
    {
        var results = new SunoTaskResult[ids.Count];
        for (int i = 0; i < results.Length; i++)
        {
            try
            {
                results[i] = new SunoTaskResult(ids[i], await GetTaskAsync(ids[i], mayRetry, cancellationToken).ConfigureAwait(false));
            }
            catch (SunoApiException exception) when (exception.Kind == SunoErrorKind.TaskNotFound)
            {
                results[i] = new SunoTaskResult(ids[i], exception);
            }
        }

        return results;
    }

    /// <summary>Fetches by one request what can be sent of some distinct ids; what fails is a result too.</summary>
    internal async Task<SunoTaskResult[]> GetResultsAsync(IReadOnlyList<string> ids, SunoFetchOptions options, CancellationToken cancellationToken)
    {
        var results = new SunoTaskResult[ids.Count];
        var sendable = new List<string>(ids.Count);
        for (int i = 0; i < results.Length; i++)
        {
            if (SunoTaskId.FindFault(ids[i]) is { } fault)
            {
                results[i] = new SunoTaskResult(ids[i], InvalidId(fault));
            }
            else
            {
                sendable.Add(ids[i]);
            }
        }

        if (sendable.Count == 0)
        {
            return results;
        }

        IReadOnlyList<SunoTaskResult> fetched;
        try
        {
            fetched = options.OneByOne
                ? [new SunoTaskResult(sendable[0], await GetTaskAsync(sendable[0], cancellationToken).ConfigureAwait(false))]
                : await GetDistinctBatchAsync(sendable, options.Action, cancellationToken).ConfigureAwait(false);
        }
        catch (SunoApiException exception)
        {
            fetched = sendable.ConvertAll(id => new SunoTaskResult(id, exception.Copy()));
        }

        // What was fetched goes into the places that no fault has taken.
        int next = 0;
        for (int i = 0; i < results.Length; i++)
        {
            if (results[i].Error is null)
            {
                results[i] = fetched[next++];
            }
        }

        return results;
    }

    private static void CheckId(string taskId)
    {
        if (SunoTaskId.FindFault(taskId) is { } fault)
        {
            throw InvalidId(fault);
        }
    }

    private static SunoApiException InvalidId(string fault) =>
        new(SunoErrorKind.InvalidArgument, $"The task id cannot be sent: {fault}. Give an id of 1 to {SunoTaskId.MaximumLength} characters, as the gateway returned it.");

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _log.AttachTo(request);

        // The handlers read the whole body themselves, within their bounds.
        return await _connection.HttpClient.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The tasks of an answer; none where the gateway says that it knows none.</summary>
    /// <exception cref="SunoApiException">The answer says anything else.</exception>
    private GatewayAnswer ReadTasks(HttpResponseMessage response, string? fallbackId)
    {
        if (!response.IsSuccessStatusCode)
        {
            SunoApiException error = GatewayErrors.FromStatus(response, _connection);
            return error.Kind == SunoErrorKind.TaskNotFound ? new GatewayAnswer { Code = error.Code, Message = error.GatewayMessage, RequestId = error.RequestId } : throw error;
        }

        ReadOnlyMemory<byte> body = ((BufferedContent)response.Content).Bytes;
        if (body.IsEmpty)
        {
            throw GatewayErrors.Unreadable(response, "an empty body", _connection);
        }

        GatewayAnswer answer;
        try
        {
            answer = _answerReader.Read(BodyText.ToUtf8(body, response.Content.Headers.ContentType?.CharSet).Span, fallbackId);
        }
        catch (JsonException)
        {
            throw GatewayErrors.Unreadable(response, "something that is no JSON, or that breaks off", _connection);
        }

        if (answer.Tasks.Count > 0)
        {
            return answer;
        }

        if (!answer.IsSuccess || (!answer.HasData && answer.Message is not null))
        {
            SunoApiException error = GatewayErrors.FromAnswer(response, answer, _connection);
            return error.Kind == SunoErrorKind.TaskNotFound ? answer : throw error;
        }

        return answer.HasData && !answer.HasForeignData
            ? answer
            : throw GatewayErrors.Unreadable(response, "JSON that holds no task", _connection);
    }
}
