using System.Globalization;

namespace SunoPS.Gateway;

/// <summary>Faults that respond like the dialect, up to the middle of the body.</summary>
internal static class HalfBodies
{
    /// <summary>
    /// On some systems a reset discards data in transit, so the client gets this time to read the first half.
    /// </summary>
    private static readonly TimeSpan ReadingTime = TimeSpan.FromMilliseconds(100);

    /// <summary>Sends half of a body, and closes the connection normally.</summary>
    public static Task CutAsync(FaultStrike strike, BodyFraming framing) =>
        SendAsync(strike, framing, static (_, connection) => connection.CloseAsync());

    /// <summary>Sends half of a body, and ends the response in a way.</summary>
    public static async Task SendAsync(
        FaultStrike strike, BodyFraming framing, Func<FaultStrike, RawConnection, Task> end)
    {
        CapturedAnswer answer = await strike.CaptureAsync();
        RawConnection connection = strike.OpenRaw();
        ReadOnlyMemory<byte> half = answer.Body.AsMemory(0, answer.Body.Length / 2);
        await connection.SendAsync(answer.Head(framing));
        if (framing == BodyFraming.Chunked)
        {
            await connection.SendAsync(string.Create(CultureInfo.InvariantCulture, $"{half.Length:x}\r\n"));
        }

        await connection.SendAsync(half);
        if (framing == BodyFraming.Chunked)
        {
            await connection.SendAsync("\r\n");
        }

        await end(strike, connection);
    }

    /// <summary>Resets the connection after the half that was sent.</summary>
    public static async Task ResetAsync(FaultStrike strike, RawConnection connection)
    {
        await Task.Delay(ReadingTime, strike.ClientGone);
        connection.Reset();
    }

    /// <summary>Sends a body slowly, byte by byte.</summary>
    public static async Task DribbleAsync(FaultStrike strike)
    {
        CapturedAnswer answer = await strike.CaptureAsync();
        RawConnection connection = strike.OpenRaw();
        await connection.SendAsync(answer.Head(BodyFraming.Length));
        for (int i = 0; i < answer.Body.Length; i++)
        {
            await connection.SendAsync(answer.Body.AsMemory(i, 1));
            await Task.Delay(strike.Fault.DribbleMilliseconds, strike.ClientGone);
        }

        await connection.CloseAsync();
    }
}
