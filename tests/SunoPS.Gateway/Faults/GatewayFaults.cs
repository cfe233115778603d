using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;

namespace SunoPS.Gateway;

/// <summary>
/// Faults on demand: a request is struck by the oldest fault that is for it. Of faults by rate each throws its own
/// dice. Safe to use from any thread.
/// </summary>
public sealed class GatewayFaults : IRequestConcern
{
    private readonly object _lock = new();
    private readonly List<ArmedFault> _armed = [];
    private readonly ProtocolHandler _protocol;
    private long _struck;

    internal GatewayFaults(ProtocolHandler protocol) => _protocol = protocol;

    /// <summary>How many requests have been struck.</summary>
    public long Struck => Interlocked.Read(ref _struck);

    /// <summary>Lets something go wrong from the next request on.</summary>
    /// <exception cref="ArgumentException">A property has a value that it cannot have.</exception>
    public void Add(GatewayFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        fault.Check();
        lock (_lock)
        {
            _armed.Add(new ArmedFault(fault));
        }
    }

    /// <summary>
    /// Forgets every fault and the count. What has already struck goes on: a request that hangs is let go by its client
    /// alone.
    /// </summary>
    public void Clear()
    {
        lock (_lock)
        {
            _armed.Clear();
        }

        Interlocked.Exchange(ref _struck, 0);
    }

    async ValueTask<bool> IRequestConcern.TryAnswerAsync(GatewayRequest request)
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

            await FaultBehaviors.Of(fault.Kind).StrikeAsync(strike);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client hung up while it was written to.
            request.Context.Abort();
        }

        return true;
    }

    /// <summary>Whether the connection that is about to begin is to break off in its handshake.</summary>
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
}
