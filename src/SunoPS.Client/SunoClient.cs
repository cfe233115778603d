using System.Collections.Concurrent;
using System.Diagnostics;

namespace SunoPS;

/// <summary>The client for one gateway: fetches tasks, waits for them, and submits new ones.</summary>
/// <remarks>Cheap to create; network connections belong to the <see cref="SunoConnection"/>. Thread-safe.</remarks>
internal sealed class SunoClient
{
    private readonly ConcurrentDictionary<SunoConnection, TaskFetcher> _fetchers = new();
    private readonly IProgress<SunoRequestEvent>? _listener;
    private readonly GatewayChannel _channel;
    private readonly SunoSubmissionJournal? _journal;

    /// <summary>Creates a client. The listener receives the steps of each request, on any thread.</summary>
    public SunoClient(
        SunoConnection connection, IProgress<SunoRequestEvent>? listener = null, SunoSubmissionJournal? journal = null)
    {
        Connection = connection;
        _listener = listener;
        _journal = journal;
        _channel = new GatewayChannel(connection, listener);
    }

    /// <summary>The connection of the client.</summary>
    public SunoConnection Connection { get; }

    /// <summary>Opens a pipeline that fetches tasks in order, with several requests in flight.</summary>
    public SunoTaskPipeline OpenPipeline(
        SunoFetchOptions? options = null, CancellationToken cancellationToken = default) =>
        new(this, options ?? new SunoFetchOptions(), cancellationToken);

    /// <summary>
    /// Polls tasks in batches until they complete; a failed round does not end the wait. Returns one result for each
    /// distinct id: when it completes, cannot be found, or when the time limit is reached. If the gateway rejects the
    /// key, that error is the last result.
    /// </summary>
    public IAsyncEnumerable<SunoTaskResult> WaitForTasksAsync(
        IEnumerable<SunoTaskReference> references, SunoWaitOptions? options = null,
        IProgress<SunoWaitProgress>? listener = null, CancellationToken cancellationToken = default) =>
        new TaskWaiter(this, options ?? new SunoWaitOptions(), TimeProvider.System, listener)
            .WaitAsync(references, cancellationToken);

    /// <summary>
    /// Tests address and key at no cost: sends one batch request for a task that does not exist, and one for the
    /// models of the key, without retries.
    /// </summary>
    public async Task<SunoConnectionTest> TestAsync(CancellationToken cancellationToken = default)
    {
        var watch = Stopwatch.StartNew();
        SunoApiException? error = await FindFetchFaultAsync(cancellationToken).ConfigureAwait(false);
        TimeSpan latency = watch.Elapsed;
        bool isReachable = error is null or { StatusCode: not null };
        bool isUsable = error is null or { Kind: SunoErrorKind.Forbidden };
        IReadOnlyList<string>? models = isUsable && Connection.Software != GatewaySoftware.SunoApi
            ? await ModelList.FetchAsync(_channel, cancellationToken).ConfigureAwait(false) : null;
        bool? canFetch = error is null ? true : error.IsKeyRefused ? false : null;
        return new SunoConnectionTest
        {
            Gateway = Connection.Gateway,
            BaseUri = Connection.BaseUri,
            IsReachable = isReachable,
            IsAuthorized = canFetch,
            CanFetch = canFetch,
            CanSubmit = models?.Any(ModelList.IsOfSuno) ?? (isUsable ? null : canFetch),
            Software = Connection.Software,
            Latency = isReachable ? latency : null,
            Error = error,
            Reason = error?.Message ?? $"{Connection.Gateway} responded and accepted the key.",
        };
    }

    /// <summary>Reads what the key may spend and use, with few requests that are sent once each.</summary>
    public Task<SunoAccount> GetAccountAsync(CancellationToken cancellationToken = default) =>
        new AccountReader(_channel).ReadAsync(cancellationToken);

    /// <summary>Finds the reason why the key cannot fetch, with one free request; null if it can.</summary>
    internal Task<SunoApiException?> FindFetchFaultAsync(CancellationToken cancellationToken) =>
        FetcherOf(Connection).FindFaultAsync(cancellationToken);

    /// <summary>Checks a submission, and makes its request. An error names the subject, or else its name.</summary>
    /// <exception cref="SunoApiException">The submission is invalid.</exception>
    internal PreparedSubmission Prepare(SunoSubmission submission, string? subject = null) =>
        new(submission, _channel, subject);

    /// <summary>Opens a pipeline that submits in order. If the journal is required, it has all that is sent.</summary>
    internal SunoSubmissionPipeline OpenSubmissionPipeline(
        int? throttleLimit = null, bool isJournalRequired = false, CancellationToken cancellationToken = default) =>
        new(_channel, _journal, throttleLimit, cancellationToken) { IsJournalRequired = isJournalRequired };

    internal TaskFetcher FetcherOf(SunoTaskReference reference) => FetcherOf(reference.Connection ?? Connection);

    private TaskFetcher FetcherOf(SunoConnection connection) =>
        _fetchers.GetOrAdd(connection, key => new TaskFetcher(new GatewayChannel(key, _listener)));
}
