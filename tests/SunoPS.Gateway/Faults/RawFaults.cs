namespace SunoPS.Gateway;

/// <summary>Faults below the web server: no response, or no HTTP.</summary>
internal static class RawFaults
{
    private static readonly string Filling = new('x', 1000);

    /// <summary>Resets the connection before the first byte.</summary>
    public static Task ResetAsync(FaultStrike strike)
    {
        strike.OpenRaw().Reset();
        return Task.CompletedTask;
    }

    /// <summary>Sends a text as the whole response.</summary>
    public static async Task SendAsync(FaultStrike strike, string text)
    {
        RawConnection connection = strike.OpenRaw();
        await connection.SendAsync(text);
        await connection.CloseAsync();
    }

    /// <summary>Starts a response and never reaches its body.</summary>
    public static async Task EndlessHeadersAsync(FaultStrike strike)
    {
        RawConnection connection = strike.OpenRaw();
        await connection.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n");
        for (int i = 0; ; i++)
        {
            await connection.SendAsync(string.Create(CultureInfo.InvariantCulture, $"X-Filling-{i}: {Filling}\r\n"));
        }
    }

    /// <summary>Redirects to an address with the key, percent-encoded and in lower case.</summary>
    public static Task RedirectWithKeyAsync(FaultStrike strike)
    {
        string encoded = string.Concat(Encoding.ASCII.GetBytes(strike.Key).Select(static letter => $"%{letter:x2}"));
        return SendAsync(
            strike,
            $"HTTP/1.1 302 Found\r\nLocation: https://login.example/{encoded}?key={strike.Key.ToLowerInvariant()}\r\n"
                + "Content-Length: 0\r\nConnection: close\r\n\r\n");
    }
}
