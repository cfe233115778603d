using System.Net;

namespace SunoPS;

/// <summary>
/// Fetches tasks with one request: from distinct ids and an action to one result for each id, in order.
/// </summary>
/// <param name="channel">Sends the requests.</param>
internal sealed class TaskFetcher(GatewayChannel channel)
{
    /// <summary>
    /// HTTP/2 if the server offers it. The default of HttpClient applies only to requests that it creates.
    /// </summary>
    private const HttpVersionPolicy FetchVersionPolicy = HttpVersionPolicy.RequestVersionOrHigher;

    /// <summary>A larger response can be hostile: its objects would take many times its size.</summary>
    private const int LargeBody = 4 * 1024 * 1024;

    /// <summary>Held while a large response is read: one at a time.</summary>
    private static readonly object LargeBodies = new();

    private readonly AnswerReader _reader = new(channel.Connection.Gateway);

    /// <summary>The connection of the requests.</summary>
    public SunoConnection Connection { get; } = channel.Connection;

    /// <summary>Returns the maximum number of ids per request.</summary>
    /// <param name="oneByOne">True to send one request for each task.</param>
    /// <param name="batchSize">Maximum number of ids per batch; null for the connection's limit.</param>
    public int BatchSize(bool oneByOne, int? batchSize = null)
    {
        int most = ConnectionRules.CheckBatchSize(batchSize ?? Connection.BatchSize);
        return oneByOne || !Connection.CanSendBatch ? 1 : most;
    }

    /// <summary>Fetches tasks. A failed request is an error result for each.</summary>
    /// <param name="references">The distinct tasks; only one with <paramref name="oneByOne"/>.</param>
    /// <param name="action">The action of a batch request; null for the gateway's default.</param>
    /// <param name="oneByOne">True to use the request for a single task.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>One result for each reference, in the same order.</returns>
    public async Task<SunoTaskResult[]> FetchAsync(
        IReadOnlyList<SunoTaskReference> references,
        string? action,
        bool oneByOne,
        CancellationToken cancellationToken)
    {
        try
        {
            return await RequestAsync(references, action, oneByOne, mayRetry: true, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (SunoApiException error) when (IsOfRow(error) && references.Count > 1)
        {
            // A gateway that still responds cannot read one of the rows.
            return await FindFaultAsync(cancellationToken).ConfigureAwait(false) is null
                ? await FetchHalvesAsync(references, action, cancellationToken).ConfigureAwait(false)
                : Failed(references, error);
        }
        catch (SunoApiException error)
        {
            return Failed(references, error);
        }
    }

    private static SunoTaskResult[] Failed(IReadOnlyList<SunoTaskReference> references, SunoApiException error) =>
        BatchMatching.Match(references, [], reference => reference.Fault ?? error.Copy());

    /// <summary>True for the error of a gateway that fails with its database.</summary>
    private static bool IsOfRow(SunoApiException error) => error.StatusCode == HttpStatusCode.InternalServerError;

    /// <summary>Fetches a failed batch in halves, so that a row that the gateway cannot read costs one task.</summary>
    private async Task<SunoTaskResult[]> FetchHalvesAsync(
        IReadOnlyList<SunoTaskReference> references, string? action, CancellationToken cancellationToken)
    {
        var results = new List<SunoTaskResult>(references.Count);
        foreach (SunoTaskReference[] half in references.Chunk((references.Count + 1) / 2))
        {
            try
            {
                results.AddRange(await RequestAsync(half, action, oneByOne: false, mayRetry: false, cancellationToken)
                    .ConfigureAwait(false));
            }
            catch (SunoApiException error) when (IsOfRow(error) && half.Length > 1)
            {
                results.AddRange(await FetchHalvesAsync(half, action, cancellationToken).ConfigureAwait(false));
            }
            catch (SunoApiException error)
            {
                // The gateway responds for other tasks: a retry does not help.
                results.AddRange(Failed(half, error.With(error.Traits & ~ErrorTraits.Transient)));
            }
        }

        return [.. results];
    }

    /// <summary>Sends one free request, without retries, for a task that does not exist.</summary>
    /// <returns>Why the key cannot fetch; null if it can.</returns>
    public async Task<SunoApiException?> FindFaultAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ProbeAsync(oneByOne: false, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (SunoApiException error)
        {
            return error;
        }
    }

    /// <exception cref="SunoApiException">The request failed as a whole.</exception>
    private async Task<SunoTaskResult[]> RequestAsync(
        IReadOnlyList<SunoTaskReference> references,
        string? action,
        bool oneByOne,
        bool mayRetry,
        CancellationToken cancellationToken)
    {
        string[] ids =
            [.. references.Where(reference => reference.Fault is null).Select(reference => reference.TaskId)];
        if (ids.Length == 0)
        {
            return BatchMatching.Match(references, [], reference => reference.Fault!);
        }

        bool isSingle = !Connection.CanSendBatch || (oneByOne && Connection.AnswersBare != true);
        using GatewayRequest request = isSingle
            ? SingleRequest(ids[0], mayRetry)
            : BatchRequest(ids, action, mayRetry);
        using HttpResponseMessage response = await channel.SendAsync(request, cancellationToken).ConfigureAwait(false);
        GatewayAnswer answer = Read(response, ids, cancellationToken);
        if (isSingle && Connection.CanSendBatch)
        {
            answer = await CompleteAsync(ids[0], answer, cancellationToken).ConfigureAwait(false);
        }

        foreach (SunoTask task in answer.Tasks)
        {
            task.Network = Connection.Network;
        }

        return BatchMatching.Match(
            references,
            answer.Tasks,
            reference => reference.Fault ?? GatewayErrors.NotFound(reference.TaskId, Connection, response));
    }

    /// <summary>Sends one free request, without retries, for a task that does not exist.</summary>
    /// <param name="oneByOne">True to use the request for a single task.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The response, without a task; the gateway's error message if it returned one.</returns>
    /// <exception cref="SunoApiException">The response does not follow the protocol, or rejects the key.</exception>
    public async Task<GatewayAnswer> ProbeAsync(bool oneByOne, CancellationToken cancellationToken)
    {
        const string taskId = GatewayDetector.ProbeId;
        using GatewayRequest request = oneByOne || !Connection.CanSendBatch
            ? SingleRequest(taskId, mayRetry: false)
            : BatchRequest([taskId], action: null, mayRetry: false);
        using HttpResponseMessage response = await channel.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return Read(response, [taskId], cancellationToken);
    }

    /// <summary>
    /// Completes a bare response with a batch of one, because only the batch has the state of the task. If the batch
    /// does not contain the task, its state is inferred from the content.
    /// </summary>
    private async Task<GatewayAnswer> CompleteAsync(
        string id, GatewayAnswer answer, CancellationToken cancellationToken)
    {
        // An empty response can be the bare content of a task that has not started.
        bool mayBeBare = answer.IsBare || (answer.IsEmpty && Connection.AnswersBare != false);
        if (!mayBeBare)
        {
            if (answer.Tasks.Count > 0)
            {
                Connection.LearnAnswersWhole();
            }

            return answer;
        }

        try
        {
            string? action = Connection.ActionFor(answer.Tasks.FirstOrDefault()?.Action);
            using GatewayRequest request = BatchRequest([id], action);
            using HttpResponseMessage response = await channel
                .SendAsync(request, cancellationToken).ConfigureAwait(false);
            GatewayAnswer whole = Read(response, [id], cancellationToken);
            if (whole.IsBare || !whole.Tasks.Exists(IsMeant))
            {
                return answer;
            }

            if (Connection.LearnAnswersBare())
            {
                channel.Log.Report(
                    SunoRequestEventKind.Note,
                    $"{Connection.Gateway} returns single tasks without their state; "
                    + "single tasks are fetched as batches of one from now on.");
            }

            return whole;
        }
        catch (SunoApiException error) when (!error.IsKeyRefused)
        {
            return answer;
        }

        bool IsMeant(SunoTask task) => string.Equals(task.TaskId, id, StringComparison.OrdinalIgnoreCase);
    }

    private GatewayRequest SingleRequest(string id, bool mayRetry = true) => id is not ("." or "..")
        ? new(HttpMethod.Get, new Uri(Connection.TaskUriPrefix + Uri.EscapeDataString(id)))
        {
            VersionPolicy = FetchVersionPolicy,
            MayRetry = mayRetry,
        }

        // Servers and proxies treat these as path segments, escaped or not.
        : throw new SunoApiException(
            SunoErrorKind.InvalidArgument,
            $"The task id '{id}' cannot be part of an address",
            Remedy.FetchInBatch);

    private GatewayRequest BatchRequest(IReadOnlyList<string> ids, string? action, bool mayRetry = true)
    {
        var body = new Dictionary<string, object?> { ["ids"] = ids };
        action = string.IsNullOrWhiteSpace(action) ? Connection.DefaultAction : action;
        if (action is not null)
        {
            body["action"] = action;
        }

        HttpMethod method = Connection.BatchMethod == SunoBatchMethod.Get ? HttpMethod.Get : HttpMethod.Post;
        return new(method, Connection.BatchUri)
        {
            VersionPolicy = FetchVersionPolicy,
            MayRetry = mayRetry,
            Content = GatewayChannel.JsonBody(JsonGraph.ToUtf8(body)),
        };
    }

    /// <summary>Reads the tasks of a response; none if the gateway reports that it does not know them.</summary>
    /// <exception cref="SunoApiException">The response is anything else.</exception>
    private GatewayAnswer Read(
        HttpResponseMessage response, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        SunoApiException error;
        if (response.IsSuccessStatusCode)
        {
            GatewayAnswer answer = ReadBody(response, ids, cancellationToken);
            answer.Tasks.ForEach(task => task.IsUnknownFinal = Connection.Software == GatewaySoftware.SunoApi);
            if (answer.TaskCount > 0 || answer.IsEmpty)
            {
                Connection.HasFetched = true;
                return answer;
            }

            error = answer.IsError
                ? GatewayErrors.From(response, Connection)
                : GatewayErrors.Unreadable(response, "JSON without a task", Connection);
        }
        else
        {
            error = GatewayErrors.From(response, Connection);
        }

        return error.Kind == SunoErrorKind.TaskNotFound
            ? new GatewayAnswer { Code = error.Code, Message = error.GatewayMessage, RequestId = error.RequestId }
            : throw error;
    }

    private GatewayAnswer ReadBody(
        HttpResponseMessage response, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        BufferedContent body = BufferedContent.Of(response);
        if (body.Bytes.IsEmpty)
        {
            throw GatewayErrors.Unreadable(response, "an empty response", Connection);
        }

        try
        {
            if (body.Bytes.Length <= LargeBody)
            {
                return _reader.Read(body.Utf8.Span, ids, cancellationToken);
            }

            lock (LargeBodies)
            {
                return _reader.Read(body.Utf8.Span, ids, cancellationToken);
            }
        }
        catch (InvalidDataException exception)
        {
            throw GatewayErrors.Unreadable(response, exception.Message, Connection);
        }
        catch (OutOfMemoryException exception)
        {
            throw NetworkErrors.OutOfMemory(exception, GatewayErrors.Address(response));
        }
    }
}
