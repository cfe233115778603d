using System.Net;

namespace SunoPS;

/// <summary>Fetches tasks with one request: one result for each distinct id, in order.</summary>
internal sealed class TaskFetcher(GatewayChannel channel)
{
    /// <summary>A larger response can be hostile: its objects would take many times its size.</summary>
    private const int LargeBody = 4 * 1024 * 1024;

    /// <summary>Held while a large response is read: one at a time.</summary>
    private static readonly object LargeBodies = new();

    public SunoConnection Connection { get; } = channel.Connection;

    public int BatchSize(bool oneByOne, int? batchSize = null) =>
        oneByOne || !Connection.CanSendBatch ? 1 : batchSize ?? Connection.BatchSize;

    /// <summary>Fetches tasks. If a batch fails on a gateway that responds, its parts are fetched.</summary>
    public async Task<SunoTaskResult[]> FetchAsync(
        IReadOnlyList<SunoTaskReference> references, string? action, bool oneByOne,
        CancellationToken cancellationToken, bool isPart = false)
    {
        SunoApiException error;
        try
        {
            string[] ids = [.. from reference in references where reference.Fault is null select reference.TaskId];
            if (ids.Length == 0)
            {
                return Match(references, [], static reference => reference.Fault!);
            }

            bool isSingle = !Connection.CanSendBatch || (oneByOne && Connection.AnswersBare != true);
            using GatewayRequest request = CreateRequest(
                ids, action, isSingle, isPart ? ErrorTraits.Paced : ErrorTraits.Transient);
            AnswerReader.Prepare();
            using HttpResponseMessage response = await channel
                .SendAsync(request, cancellationToken).ConfigureAwait(false);
            GatewayAnswer answer = Read(response, ids, cancellationToken);
            if (isSingle && Connection.CanSendBatch)
            {
                answer = await CompleteAsync(ids[0], answer, cancellationToken).ConfigureAwait(false);
            }

            return Match(
                references, answer.Tasks,
                reference => GatewayErrors.NotFound(reference.TaskId, Connection, response));
        }
        catch (SunoApiException exception)
        {
            error = isPart ? exception.With(exception.Traits & ~ErrorTraits.Transient) : exception;
        }

        // A gateway that still responds cannot read one of the rows: parts find it, so that it costs one task.
        if (error.StatusCode == HttpStatusCode.InternalServerError && references.Count > 1
            && (isPart || await FindFaultAsync(cancellationToken).ConfigureAwait(false) is null))
        {
            var results = new List<SunoTaskResult>();
            foreach (SunoTaskReference[] half in references.Chunk((references.Count + 1) / 2))
            {
                results.AddRange(
                    await FetchAsync(half, action, oneByOne, cancellationToken, isPart: true).ConfigureAwait(false));
            }

            return [.. results];
        }

        return Match(references, [], _ => error.Copy());
    }

    /// <summary>Sends one free request, without retries, for a task that does not exist.</summary>
    /// <returns>Why the key cannot fetch; null if it can.</returns>
    public async Task<SunoApiException?> FindFaultAsync(CancellationToken cancellationToken)
    {
        try
        {
            string[] ids = [GatewayDetector.ProbeId];
            using GatewayRequest request =
                CreateRequest(ids, action: null, isSingle: !Connection.CanSendBatch, ErrorTraits.None);
            using HttpResponseMessage response = await channel
                .SendAsync(request, cancellationToken).ConfigureAwait(false);
            Read(response, ids, cancellationToken);
            return null;
        }
        catch (SunoApiException error)
        {
            return error;
        }
    }

    /// <summary>Assigns tasks in any order to the references, one result for each; drops the others.</summary>
    private SunoTaskResult[] Match(
        IReadOnlyList<SunoTaskReference> references, IEnumerable<SunoTask> tasks,
        Func<SunoTaskReference, SunoApiException> missing)
    {
        var found = new SunoTask?[references.Count];

        // A gateway's database may ignore the case, so that the response for ABC contains abc.
        foreach (var comparer in (StringComparer[])[StringComparer.Ordinal, StringComparer.OrdinalIgnoreCase])
        {
            var left = new Dictionary<string, SunoTask>(comparer);
            foreach (SunoTask task in tasks)
            {
                task.Network = Connection.Network;
                if (!left.TryGetValue(task.TaskId, out SunoTask? other) || !IsOlder(task, other))
                {
                    left[task.TaskId] = task;
                }
            }

            for (int i = 0; i < found.Length && left.Count > 0; i++)
            {
                _ = found[i] is null && left.Remove(references[i].TaskId, out found[i]);
            }

            tasks = left.Values;
        }

        return [.. references.Select((reference, i) => new SunoTaskResult(
            reference, found[i], found[i] is null ? reference.Fault ?? missing(reference) : null))];
    }

    private static bool IsOlder(SunoTask task, SunoTask than) =>
        than.IsCompleted ? !task.IsCompleted : !task.IsCompleted && (task.Progress ?? 0) < (than.Progress ?? 0);

    /// <summary>Adds the state to a bare task with a batch of one; without it, the state is inferred.</summary>
    private async Task<GatewayAnswer> CompleteAsync(
        string id, GatewayAnswer answer, CancellationToken cancellationToken)
    {
        // An empty response can be the bare content of a task that has not started.
        if (!answer.IsBare && (!answer.IsEmpty || Connection.AnswersBare == false))
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
            using GatewayRequest request = CreateRequest([id], action, isSingle: false);
            using HttpResponseMessage response = await channel
                .SendAsync(request, cancellationToken).ConfigureAwait(false);
            GatewayAnswer whole = Read(response, [id], cancellationToken);
            if (whole.IsBare || whole.Tasks.Count == 0)
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
    }

    private GatewayRequest CreateRequest(
        string[] ids, string? action, bool isSingle, ErrorTraits retried = ErrorTraits.Transient)
    {
        if (isSingle)
        {
            // Servers and proxies treat these as path segments, escaped or not.
            return ids[0] is "." or ".."
                ? throw new SunoApiException(
                    SunoErrorKind.InvalidArgument,
                    $"The task id '{ids[0]}' cannot be part of an address",
                    Remedy.FetchInBatch)
                : new(HttpMethod.Get, new Uri(Connection.TaskUriPrefix + Uri.EscapeDataString(ids[0])))
                    { Retried = retried };
        }

        var body = new Dictionary<string, object?> { ["ids"] = ids };
        if ((string.IsNullOrWhiteSpace(action) ? Connection.DefaultAction : action) is { } given)
        {
            body["action"] = given;
        }

        HttpMethod method = Connection.BatchMethod == SunoBatchMethod.Get ? HttpMethod.Get : HttpMethod.Post;
        HttpContent content = GatewayChannel.JsonBody(JsonGraph.ToUtf8(body));
        return new(method, Connection.BatchUri) { Retried = retried, Content = content };
    }

    /// <summary>Reads the tasks of a response; none if the gateway reports that it does not know them.</summary>
    private GatewayAnswer Read(HttpResponseMessage response, string[] ids, CancellationToken cancellationToken)
    {
        BufferedContent body = BufferedContent.Of(response);
        try
        {
            GatewayAnswer? answer = !response.IsSuccessStatusCode ? null
                : body.Utf8.IsEmpty ? throw new InvalidDataException("an empty response")
                : ReadBody(body, ids, cancellationToken);
            if (answer is { TaskCount: > 0 } or { IsEmpty: true })
            {
                Connection.HasFetched = true;
                return answer;
            }

            throw answer is { IsError: false }
                ? new InvalidDataException("JSON without a task")
                : GatewayErrors.From(response, Connection);
        }
        catch (SunoApiException error) when (error.Kind == SunoErrorKind.TaskNotFound)
        {
            return new GatewayAnswer();
        }
        catch (InvalidDataException exception)
        {
            throw GatewayErrors.Unreadable(response, exception.Message, Connection);
        }
        catch (OutOfMemoryException exception)
        {
            string address = GatewayErrors.Address(response);
            throw NetworkErrors.From(exception, address, timeout: default, KeyMask.None, response.StatusCode);
        }
    }

    private GatewayAnswer ReadBody(BufferedContent body, string[] ids, CancellationToken cancellationToken)
    {
        lock (body.Utf8.Length > LargeBody ? LargeBodies : new object())
        {
            GatewayAnswer answer = AnswerReader.Read(body.Utf8.Span, Connection.Gateway, ids, cancellationToken);
            answer.Tasks.ForEach(task => task.IsUnknownFinal = Connection.Software == GatewaySoftware.SunoApi);
            return answer;
        }
    }
}
