namespace SunoPS.Gateway;

/// <summary>A fault that waits for matching requests. Not thread-safe.</summary>
internal sealed class ArmedFault(GatewayFault fault)
{
#pragma warning disable CA5394 // The random numbers must be reproducible.
    private readonly Random _dice = new(fault.Seed);
    private int? _timesLeft = fault.Times;

    public GatewayFault Fault => fault;

    public bool IsUsedUp => _timesLeft == 0;

    /// <summary>Decides at random whether the fault strikes a matching request.</summary>
    public bool Strikes()
    {
        if (_dice.NextDouble() >= fault.Rate)
        {
            return false;
        }

        _timesLeft--;
        return true;
    }
#pragma warning restore CA5394
}
