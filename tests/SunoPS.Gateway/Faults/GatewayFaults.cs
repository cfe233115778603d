using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

namespace SunoPS.Gateway;

/// <summary>
/// Faults on demand: the oldest matching fault strikes a request. Each fault with a rate has its own random numbers.
/// Thread-safe.
/// </summary>
public sealed class GatewayFaults
{
    private readonly object _lock = new();
    private readonly List<ArmedFault> _armed = [];
    private readonly ProtocolHandler _protocol;
    private long _struck;

    internal GatewayFaults(ProtocolHandler protocol) => _protocol = protocol;

    public long Struck => Interlocked.Read(ref _struck);

    /// <summary>Adds a fault, from the next request on.</summary>
    public void Add(GatewayFault fault)
    {
        lock (_lock)
        {
            _armed.Add(new ArmedFault(fault));
        }
    }

    /// <summary>
    /// Removes all faults and resets the count. Active faults continue: a hanging request ends only when its client
    /// disconnects.
    /// </summary>
    public void Clear()
    {
        lock (_lock)
        {
            _armed.Clear();
        }

        Interlocked.Exchange(ref _struck, 0);
    }

    internal async ValueTask<bool> TryAnswerAsync(GatewayRequest request)
    {
        if (!TryTake(fault => fault.IsFor(request), out GatewayFault? fault))
        {
            return false;
        }

        try
        {
            var strike = new FaultStrike(request, fault, _protocol);
            if (fault.IsAfterWork)
            {
                await strike.CaptureAsync();
            }

            await strike.RunAsync();
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client disconnected during the response.
            request.Context.Abort();
        }

        return true;
    }

    /// <summary>Whether to reset a new connection in its handshake.</summary>
    internal bool TryTakeHandshake() => TryTake(static fault => fault.IsOfHandshake, out _);

    private bool TryTake(Func<GatewayFault, bool> isMeant, [NotNullWhen(true)] out GatewayFault? fault)
    {
        lock (_lock)
        {
            ArmedFault? armed = _armed.Find(candidate => isMeant(candidate.Fault) && candidate.Strikes());
            fault = armed?.Fault;
            if (armed is { IsUsedUp: true })
            {
                _armed.Remove(armed);
            }
        }

        if (fault is null)
        {
            return false;
        }

        Interlocked.Increment(ref _struck);
        return true;
    }

    /// <summary>A fault that waits for matching requests. Not thread-safe.</summary>
    private sealed class ArmedFault(GatewayFault fault)
    {
        private readonly Random _dice = new(fault.Seed);
        private int? _timesLeft = fault.Times;

        public GatewayFault Fault => fault;

        public bool IsUsedUp => _timesLeft == 0;

        public bool Strikes()
        {
            bool strikes = _dice.NextDouble() < fault.Rate;
            _timesLeft -= strikes ? 1 : 0;
            return strikes;
        }
    }
}
