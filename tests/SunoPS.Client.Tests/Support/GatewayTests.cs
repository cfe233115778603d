namespace SunoPS.Client.Tests;

/// <summary>The base of tests with a local gateway: every test starts a new one on a free port.</summary>
public abstract class GatewayTests : IAsyncLifetime
{
    /// <summary>The time limit for a broken client, in milliseconds: the test fails instead of hanging.</summary>
    protected const int Deadlock = 60_000;

    private readonly List<IDisposable> _owned = [];

    protected static SunoConnectionOptions NoRetry { get; } = new() { MaximumRetryCount = 0 };

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected LocalGateway Gateway { get; private set; } = null!;

    private protected RecordingListener Listener { get; } = new();

    protected LoggedRequest OnlyRequest => Assert.Single(Gateway.Log.Entries);

    public async ValueTask InitializeAsync() => Gateway = await LocalGateway.StartAsync(cancellationToken: Cancel);

    public async ValueTask DisposeAsync()
    {
        _owned.ForEach(disposable => disposable.Dispose());
        await Gateway.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Returns an object, and disposes it at the end of the test.</summary>
    protected T Owned<T>(T disposable)
        where T : IDisposable
    {
        _owned.Add(disposable);
        return disposable;
    }

    /// <summary>Returns a row at the local address of its dialect.</summary>
    protected SunoGateway At(SunoGateway row, GatewayDialect dialect) => row with { BaseUri = Gateway.UriOf(dialect) };

    /// <summary>Creates a client of the generic dialect.</summary>
    private protected SunoClient Client(
        SunoConnectionOptions? options = null, IProgress<SunoRequestEvent>? listener = null) =>
        Client(At(SunoGateway.Custom, GatewayDialect.Any), options, listener);

    /// <summary>Creates a client of a row, with the valid key.</summary>
    private protected SunoClient Client(
        SunoGateway row, SunoConnectionOptions? options = null, IProgress<SunoRequestEvent>? listener = null) =>
        new(new SunoConnection(row, Gateway.ApiKey, options ?? NoRetry), listener);

    /// <summary>Prepares responses, in this order.</summary>
    protected void Answer(params CannedAnswer[] answers)
    {
        foreach (CannedAnswer answer in answers)
        {
            Gateway.Answers.Add(answer);
        }
    }

    protected void AnswerJson(string json, int status = 200) =>
        Answer(new CannedAnswer { Status = status, Body = json });

    private protected Task<List<SunoTaskResult>> StreamAsync(
        IEnumerable<string> ids, SunoFetchOptions? options = null) =>
        Client().GetTasksAsync(ids, options, Cancel).ToListAsync(Cancel).AsTask();

    /// <summary>Returns all results of a stream of a number of complete tasks.</summary>
    private protected Task<List<SunoTaskResult>> StreamAsync(int count, SunoFetchOptions? options = null) =>
        StreamAsync(MusicIds(count), options);

    protected static IEnumerable<string> MusicIds(int count) =>
        Enumerable.Range(0, count).Select(number => TaskIds.Music(number));

    protected Task<SunoApiException> FetchErrorAsync(SunoConnectionOptions? options = null) =>
        FetchErrorAsync(Client(options));

    private protected static Task<SunoApiException> FetchErrorAsync(SunoClient client) =>
        ErrorOfAsync(() => client.GetTaskAsync("any-id", Cancel));

    protected Task<SunoApiException> FetchErrorFromAsync(Uri address) =>
        FetchErrorAsync(Client(SunoGateway.Custom with { BaseUri = address }));

    /// <summary>Returns the error of the only id in a batch.</summary>
    private protected static async Task<SunoApiException> BatchErrorAsync(SunoClient client) =>
        Assert.Single(await client.GetTaskBatchAsync(["any-id"], cancellationToken: Cancel)).Error!;

    protected static Task<SunoApiException> ErrorOfAsync(Func<Task> call) => Assert.ThrowsAsync<SunoApiException>(call);

    protected Task<SunoApiException> ErrorOfAsync(CannedAnswer answer)
    {
        Answer(answer);
        return FetchErrorAsync();
    }
}
