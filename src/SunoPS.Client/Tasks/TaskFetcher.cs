using System.Net;

namespace SunoPS;

/// <summary>
/// Fetches tasks with one request: from distinct ids and an action to one result for each id, in order.
/// </summary>
internal sealed class TaskFetcher(GatewayChannel channel)
{
    /// <summary>A larger response can be hostile: its objects would take many times its size.</summary>
    private const int LargeBody = 4 * 1024 * 1024;

    /// <summary>Held while a large response is read: one at a time.</summary>
    private static readonly object LargeBodies = new();

    public SunoConnection Connection { get; } = channel.Connection;

    public int BatchSize(bool oneByOne, int? batchSize = null)
    {
        int most = ConnectionRules.CheckBatchSize(batchSize ?? Connection.BatchSize);
        return oneByOne || !Connection.CanSendBatch ? 1 : most;
    }

    /// <summary>Fetches tasks. A failed request is an error result for each.</summary>
    /// <returns>One result for each reference, in the same order.</returns>
    public Task<SunoTaskResult[]> FetchAsync(
        IReadOnlyList<SunoTaskReference> references,
        string? action,
        bool oneByOne,
        CancellationToken cancellationToken) =>
        FetchAsync(references, action, oneByOne, isPart: false, cancellationToken);

    /// <param name="references">The tasks.</param>
    /// <param name="action">The action.</param>
    /// <param name="oneByOne">True to use the request for a single task.</param>
    /// <param name="isPart">True for a part of a failed batch, from a gateway that responds for other tasks.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    private async Task<SunoTaskResult[]> FetchAsync(
        IReadOnlyList<SunoTaskReference> references,
        string? action,
        bool oneByOne,
        bool isPart,
        CancellationToken cancellationToken)
    {
        try
        {
            return await RequestAsync(references, action, oneByOne, mayRetry: !isPart, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (SunoApiException error)
        {
            // A gateway that still responds cannot read one of the rows: halves find it, so that it costs one task.
            bool isOfRow = error.StatusCode == HttpStatusCode.InternalServerError && references.Count > 1
                && (isPart || await FindFaultAsync(cancellationToken).ConfigureAwait(false) is null);
            if (!isOfRow)
            {
                SunoApiException last = isPart ? error.With(error.Traits & ~ErrorTraits.Transient) : error;
                return BatchMatching.Match(references, [], reference => reference.Fault ?? last.Copy());
            }
        }

        var results = new List<SunoTaskResult>(references.Count);
        foreach (SunoTaskReference[] half in references.Chunk((references.Count + 1) / 2))
        {
            results.AddRange(
                await FetchAsync(half, action, oneByOne, isPart: true, cancellationToken).ConfigureAwait(false));
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
        using GatewayRequest request = CreateRequest(ids, action, isSingle, mayRetry);
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
    /// <returns>The response, without a task; the gateway's error message if it returned one.</returns>
    /// <exception cref="SunoApiException">The response does not follow the protocol, or rejects the key.</exception>
    public async Task<GatewayAnswer> ProbeAsync(bool oneByOne, CancellationToken cancellationToken)
    {
        string[] ids = [GatewayDetector.ProbeId];
        using GatewayRequest request =
            CreateRequest(ids, action: null, isSingle: oneByOne || !Connection.CanSendBatch, mayRetry: false);
        using HttpResponseMessage response = await channel.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return Read(response, ids, cancellationToken);
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
                Connection.LearnAnswersBare(false);
            }

            return answer;
        }

        try
        {
            string? action = Connection.ActionFor(answer.Tasks.FirstOrDefault()?.Action);
            using GatewayRequest request = CreateRequest([id], action, isSingle: false, mayRetry: true);
            using HttpResponseMessage response = await channel
                .SendAsync(request, cancellationToken).ConfigureAwait(false);
            GatewayAnswer whole = Read(response, [id], cancellationToken);
            if (whole.IsBare || !whole.Tasks.Exists(IsMeant))
            {
                return answer;
            }

            if (Connection.LearnAnswersBare(true))
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

    private GatewayRequest CreateRequest(string[] ids, string? action, bool isSingle, bool mayRetry)
    {
        if (!isSingle)
        {
            var body = new Dictionary<string, object?> { ["ids"] = ids };
            action = string.IsNullOrWhiteSpace(action) ? Connection.DefaultAction : action;
            if (action is not null)
            {
                body["action"] = action;
            }

            HttpContent content = GatewayChannel.JsonBody(JsonGraph.ToUtf8(body));
            HttpMethod method = Connection.BatchMethod == SunoBatchMethod.Get ? HttpMethod.Get : HttpMethod.Post;
            return new(method, Connection.BatchUri) { MayRetry = mayRetry, Content = content };
        }

        // Servers and proxies treat these as path segments, escaped or not.
        return ids[0] is "." or ".."
            ? throw new SunoApiException(
                SunoErrorKind.InvalidArgument,
                $"The task id '{ids[0]}' cannot be part of an address",
                Remedy.FetchInBatch)
            : new(HttpMethod.Get, new Uri(Connection.TaskUriPrefix + Uri.EscapeDataString(ids[0])))
            {
                MayRetry = mayRetry,
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

        object reading = body.Bytes.Length > LargeBody ? LargeBodies : new object();
        try
        {
            lock (reading)
            {
                return AnswerReader.Read(body.Utf8.Span, Connection.Gateway, ids, cancellationToken);
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
