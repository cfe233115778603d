namespace SunoPS.Gateway;

/// <summary>Faults below the web server: no response, or no HTTP.</summary>
internal static class RawFaults
{
    private static readonly string Filling = new('x', 1000);

    public static Task ResetAsync(FaultStrike strike)
    {
        strike.OpenRaw().Reset();
        return Task.CompletedTask;
    }

    public static async Task SendAsync(FaultStrike strike, string text)
    {
        RawConnection connection = strike.OpenRaw();
        await connection.SendAsync(text);
        await connection.CloseAsync();
    }

    public static async Task EndlessHeadersAsync(FaultStrike strike)
    {
        RawConnection connection = strike.OpenRaw();
        await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n");
        for (int i = 0; ; i++)
        {
            await connection.SendAsync(string.Create(CultureInfo.InvariantCulture, $"X-Filling-{i}: {Filling}\r\n"));
        }
    }

    public static Task RedirectWithKeyAsync(FaultStrike strike)
    {
        string encoded = string.Concat(Encoding.ASCII.GetBytes(strike.Key).Select(static letter => $"%{letter:x2}"));
        return SendAsync(
            strike,
            $"HTTP/1.1 302 Found\r\nLocation: https://login.example/{encoded}?key={strike.Key.ToLowerInvariant()}\r\n"
                + "Content-Length: 0\r\nConnection: close\r\n\r\n");
    }
}
