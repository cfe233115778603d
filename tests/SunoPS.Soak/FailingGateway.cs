using SunoPS.Gateway;
using SunoPS.Shared;

namespace SunoPS.Soak;

/// <summary>The counts of a gateway.</summary>
internal sealed record GatewayCounts(long Requests, long Faults, int MaxInFlight);

/// <summary>A local gateway that fails one response in five.</summary>
internal sealed class FailingGateway(GatewayProcess process) : IAsyncDisposable
{
    public const double FailureRate = 0.2;
    private const int Seed = 20;

    /// <summary>The faults. The last two are permanent, so that whole batches end in errors.</summary>
    private static readonly GatewayFault[] Faults =
    [
        new() { Kind = FaultKind.ResetBeforeHeaders },
        new() { Kind = FaultKind.CloseBeforeHeaders },
        new() { Kind = FaultKind.HangBeforeHeaders },
        new() { Kind = FaultKind.ResetInBody },
        new() { Kind = FaultKind.HangInBody },
        new() { Kind = FaultKind.Dribble },
        new() { Kind = FaultKind.CutWithLength },
        new() { Kind = FaultKind.CutChunked },
        new() { Kind = FaultKind.Status, Status = 408 },
        new() { Kind = FaultKind.Status, Status = 429, RetryAfterSec = 1 },
        new() { Kind = FaultKind.Status, Status = 500 },
        new() { Kind = FaultKind.Status, Status = 502, IsHtml = true },
        new() { Kind = FaultKind.Status, Status = 503 },
        new() { Kind = FaultKind.Status, Status = 504, IsHtml = true },
        new() { Kind = FaultKind.Status, Status = 200, IsHtml = true },
        new() { Kind = FaultKind.WrongGzip },
    ];

    public Uri BaseUri => process.BaseUri;

    /// <summary>Starts a gateway that does not fail yet.</summary>
    public static async Task<FailingGateway> StartAsync() => new(await GatewayProcess.StartAsync());

    /// <summary>Starts to fail: the rates of all faults add up to <see cref="FailureRate"/>.</summary>
    public async Task FailAsync()
    {
        double rate = 1 - Math.Pow(1 - FailureRate, 1.0 / Faults.Length);
        await process.PostAsync("reset", null);
        for (int i = 0; i < Faults.Length; i++)
        {
            GatewayFault fault = Faults[i];
            await process.PostAsync("faults", new
            {
                Kind = $"{fault.Kind}", rate, Seed = Seed + i, fault.Status, fault.IsHtml, fault.RetryAfterSec,
            });
        }
    }

    public Task<GatewayCounts> CountAsync() => process.GetAsync<GatewayCounts>("stats");

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
