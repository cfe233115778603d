using System.Globalization;

namespace SunoPS.Gateway;

/// <summary>Starts a response and never reaches its body.</summary>
internal sealed class EndlessHeaders : IFaultBehavior
{
    private static readonly string Filling = new('x', 1000);

    public async Task StrikeAsync(FaultStrike strike)
    {
        RawConnection connection = strike.OpenRaw();
        await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n");
        for (int i = 0; ; i++)
        {
            await connection.SendAsync(string.Create(CultureInfo.InvariantCulture, $"X-Filling-{i}: {Filling}\r\n"));
        }
    }
}
