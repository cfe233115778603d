namespace SunoPS.Client.Tests;

/// <summary>Tests against a gateway of their own: every test starts with a new one, on a port of its own.</summary>
public abstract class GatewayTests : IAsyncLifetime
{
    /// <summary>A wait that only a broken client reaches: then the test fails instead of hanging.</summary>
    protected const int Deadlock = 60_000;

    private readonly List<IDisposable> _owned = [];

    /// <summary>Every failure is seen at once.</summary>
    protected static SunoConnectionOptions NoRetry { get; } = new() { MaximumRetryCount = 0 };

    /// <summary>Ends what is under way when the test is given up.</summary>
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected LocalGateway Gateway { get; private set; } = null!;

    /// <summary>The one request that arrived.</summary>
    protected LoggedRequest OnlyRequest => Assert.Single(Gateway.Log.Entries);

    public async ValueTask InitializeAsync() => Gateway = await LocalGateway.StartAsync(cancellationToken: Cancel);

    public async ValueTask DisposeAsync()
    {
        _owned.ForEach(disposable => disposable.Dispose());
        await Gateway.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what it is given, and disposes it when the test is over.</summary>
    protected T Owned<T>(T disposable)
        where T : IDisposable
    {
        _owned.Add(disposable);
        return disposable;
    }

    /// <summary>The row of a gateway, at the local address where its dialect is spoken.</summary>
    protected SunoGateway At(SunoGateway row, GatewayDialect dialect) => row with { BaseUri = Gateway.UriOf(dialect) };

    /// <summary>A client of the gateway that takes everything.</summary>
    protected SunoClient Client(SunoConnectionOptions? options = null, IProgress<SunoRequestEvent>? listener = null) =>
        Client(At(SunoGateway.Custom, GatewayDialect.Any), options, listener);

    /// <summary>A client of a row, with the right key.</summary>
    protected SunoClient Client(
        SunoGateway row, SunoConnectionOptions? options = null, IProgress<SunoRequestEvent>? listener = null) =>
        new(new SunoConnection(row, Gateway.ApiKey, options ?? NoRetry), listener);

    /// <summary>Prepares answers, given in this order.</summary>
    protected void Answer(params CannedAnswer[] answers)
    {
        foreach (CannedAnswer answer in answers)
        {
            Gateway.Answers.Add(answer);
        }
    }

    /// <summary>Prepares an answer with a JSON body.</summary>
    protected void AnswerJson(string json, int status = 200) =>
        Answer(new CannedAnswer { Status = status, Body = json });

    /// <summary>Everything that a stream of these ids gives.</summary>
    protected Task<List<SunoTaskResult>> StreamAsync(IEnumerable<string> ids, SunoFetchOptions? options = null) =>
        Client().GetTasksAsync(ids.ToAsyncEnumerable(), options, Cancel).ToListAsync(Cancel).AsTask();

    /// <summary>Everything that a stream of as many ids of finished tasks gives.</summary>
    protected Task<List<SunoTaskResult>> StreamAsync(int count, SunoFetchOptions? options = null) =>
        StreamAsync(Enumerable.Range(0, count).Select(number => TaskIds.Music(number)), options);

    /// <summary>The error that a single fetch of some id ends in.</summary>
    protected Task<SunoApiException> FetchErrorAsync(SunoConnectionOptions? options = null) =>
        Assert.ThrowsAsync<SunoApiException>(() => Client(options).GetTaskAsync("any-id", Cancel));

    /// <summary>The error that a single fetch ends in after this answer.</summary>
    protected Task<SunoApiException> ErrorOfAsync(CannedAnswer answer)
    {
        Answer(answer);
        return FetchErrorAsync();
    }
}
