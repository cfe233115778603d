using System.Runtime.ExceptionServices;

namespace SunoPS.Client.Tests.Faults.Matrix;

/// <summary>Runs all cells, many at once, because most of them wait most of the time.</summary>
public sealed class FaultMatrix : IAsyncLifetime
{
    private const int AtOnce = 24;

    private readonly ConcurrentDictionary<string, (FaultOutcome? Outcome, Exception? Fault)> _outcomes = new();
    private LocalGateway _stranger = null!;

    /// <summary>Number of requests to the foreign server, which must not receive any.</summary>
    internal long RequestsToStranger => _stranger.Log.Requests;

    public async ValueTask InitializeAsync()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        _stranger = await LocalGateway.StartAsync(new LocalGatewayOptions { ApiKey = "sk-stranger" }, cancel);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel };

        // The longest cells start first.
        IEnumerable<FaultCell> cells = FaultCell.All.OrderByDescending(cell => cell.Row.NeverEnds);
        await Parallel.ForEachAsync(cells, options, async (cell, _) =>
        {
            await using var scene = new FaultScene(cell, _stranger);
            try
            {
                _outcomes[cell.Name] = (await scene.PlayAsync(), null);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                _outcomes[cell.Name] = (null, exception);
            }
        });
    }

    public async ValueTask DisposeAsync() => await _stranger.DisposeAsync();

    internal FaultOutcome OutcomeOf(FaultCell cell)
    {
        (FaultOutcome? outcome, Exception? fault) = _outcomes[cell.Name];
        if (fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        return outcome!;
    }
}
