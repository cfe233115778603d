namespace SunoPS.Gateway;

/// <summary>A fault that waits for its requests. Not safe to use from several threads at once.</summary>
internal sealed class ArmedFault(GatewayFault fault)
{
#pragma warning disable CA5394 // Dice that fall the same way every time are what is wanted.
    private readonly Random _dice = new(fault.Seed);
    private int? _timesLeft = fault.Times;

    public GatewayFault Fault => fault;

    public bool IsUsedUp => _timesLeft == 0;

    /// <summary>Throws the dice for one request that the fault is for.</summary>
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
