namespace SunoPS.Client.Tests.Faults.Matrix;

/// <summary>Runs one cell with a separate gateway.</summary>
internal sealed class FaultScene(FaultCell cell, LocalGateway stranger) : IAsyncDisposable
{
    /// <summary>For an endless response. Others need far less, even on a busy machine.</summary>
    private const int ShortTimeoutSec = 5;

    private const int LongTimeoutSec = 100;

    /// <summary>Larger than all valid responses, and smaller than all oversized ones.</summary>
    private const int MaximumResponseBytes = 1024 * 1024;

    private static readonly string[] NextIds = [.. Enumerable.Range(101, 9).Select(number => TaskIds.Music(number))];

    private readonly RecordingListener _listener = new();
    private readonly ReservedPort? _port = cell.Row.Door == Door.Closed ? new ReservedPort() : null;
    private LocalGateway? _gateway;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private bool IsTls => cell.Row.Door is Door.Untrusted or Door.Unchecked;

    public async Task<FaultOutcome> PlayAsync()
    {
        if (_port is null)
        {
            await StartAsync();
            Arm();
        }

        SunoClient client = Client(cell.Row.Door == Door.Unchecked);
        Task<List<SunoTaskResult>> fetch = cell.Way.Waits ? WaitAsync(client, FaultCell.Ids) : FetchAsync(client);
        if (_port is not null && cell.IsOnce)
        {
            await _listener.NextAsync(SunoRequestEventKind.Retry);
            await StartAsync();
        }

        List<SunoTaskResult> results = await fetch;
        if (_gateway is null)
        {
            await StartAsync();
        }

        long requests = _gateway!.Log.Requests;
        SunoRequestEvent[] events = [.. _listener.Events];
        _gateway.Reset();
        SunoClient next = cell.Row.Door == Door.Untrusted ? Client(skipCertificateCheck: true) : client;
        IReadOnlyList<SunoTaskResult> served = await next.GetTaskBatchAsync(NextIds, cancellationToken: Cancel);
        return new FaultOutcome(
            results, events, requests,
            [.. served.Where(result => result.Task is not null).Select(result => result.TaskId)]);
    }

    public static IEnumerable<string> Next => NextIds;

    public async ValueTask DisposeAsync()
    {
        _port?.Dispose();
        if (_gateway is not null)
        {
            await _gateway.DisposeAsync();
        }
    }

    private async Task StartAsync()
    {
        _port?.Dispose();
        var options = new LocalGatewayOptions { Port = _port?.Number ?? 0, Tls = IsTls };
        _gateway = IsTls
            ? await TlsGateway.StartAsync(options, Cancel)
            : await LocalGateway.StartAsync(options, Cancel);
    }

    private void Arm()
    {
        if (cell.Row.Fault is not { } fault)
        {
            return;
        }

        string port = stranger.BaseUri.Port.ToString(CultureInfo.InvariantCulture);
        _gateway!.Faults.Add(fault with
        {
            IdContains = fault.Kind == FaultKind.ResetInHandshake ? null : FaultCell.StruckId,
            Times = cell.IsOnce ? 1 : fault.Times,
            Location = fault.Location
                .Replace(FaultRow.StrangerPort, port, StringComparison.Ordinal)
                .Replace(FaultRow.Stranger, stranger.BaseUri.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal),
        });
    }

    private SunoClient Client(bool skipCertificateCheck)
    {
        SunoGateway row = SunoGateway.Custom with { BaseUri = _gateway?.BaseUri ?? _port!.BaseUri };
        var options = new SunoConnectionOptions
        {
            TimeoutSec = cell.Row.NeverEnds && !cell.IsCutShort ? ShortTimeoutSec : LongTimeoutSec,
            MaximumRetryCount = cell.MaximumRetryCount,
            BatchSize = 3,
            MaximumResponseBytes = MaximumResponseBytes,
            SkipCertificateCheck = skipCertificateCheck,

            // A request whose own connection fails can be sent on another one: here there is none.
            ThrottleLimit = cell.Row.Fault?.Kind == FaultKind.ResetInHandshake ? 1 : 16,
        };
        return new SunoClient(new SunoConnection(row, LocalGatewayOptions.DefaultApiKey, options), _listener);
    }

    private Task<List<SunoTaskResult>> FetchAsync(SunoClient client) =>
        client.GetTasksAsync(
            FaultCell.Ids, new SunoFetchOptions { OneByOne = cell.Way.IdsInRequest == 1 }, Cancel)
            .ToListAsync(Cancel).AsTask();

    /// <summary>
    /// Waits with a clock that moves only between rounds, so that no round is interrupted; in an endless round, after
    /// all its other results.
    /// </summary>
    private async Task<List<SunoTaskResult>> WaitAsync(SunoClient client, string[] ids)
    {
        var interval = TimeSpan.FromSeconds(1);
        var options = new SunoWaitOptions { PollingInterval = interval, Timeout = interval * FaultCell.Rounds };
        var time = new ManualTime();
        var othersCame = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        List<SunoTaskResult> results = [];
        Task all = ReadAsync();
        if (cell.IsCutShort)
        {
            await time.NextWaitAsync();
            await othersCame.Task;
            while (_gateway!.Faults.Struck == 0)
            {
                await Task.Delay(1, Cancel);
            }

            time.Advance(options.Timeout.Value);
        }

        // Each round has a time limit, which must not be reached, and is followed by a wait.
        for (bool isBound = true; await NextAsync() is { } wait; isBound = !isBound)
        {
            if (!isBound || wait == TimeSpan.Zero)
            {
                time.Advance(wait);
            }
        }

        await all;
        return results;

        async Task<TimeSpan?> NextAsync()
        {
            Task<TimeSpan> wait = time.NextWaitAsync();
            return await Task.WhenAny(all, wait) == wait ? await wait : null;
        }

        async Task ReadAsync()
        {
            var waiter = new TaskWaiter(client, options, time, listener: null);
            await foreach (SunoTaskResult result in waiter.WaitAsync(ids.ToReferences(), Cancel))
            {
                results.Add(result);
                if (results.Count == ids.Length - cell.Struck.Length)
                {
                    othersCame.TrySetResult();
                }
            }
        }
    }
}
