namespace SunoPS.Gateway;

/// <summary>Faults that respond like the dialect, up to the middle of the body.</summary>
internal static class HalfBodies
{
    /// <summary>A reset can discard data in transit: the client gets this time to read the first half.</summary>
    private static readonly TimeSpan ReadingTime = TimeSpan.FromMilliseconds(100);

    /// <summary>Marks the end of a body by its last chunk.</summary>
    private const string Chunked = "Transfer-Encoding: chunked";

    public static Task CutWithLengthAsync(FaultStrike strike) => SendAsync(strike, CloseAsync);

    public static Task CutChunkedAsync(FaultStrike strike) => SendAsync(strike, CloseAsync, Chunked);

    public static Task CutUnframedAsync(FaultStrike strike) => SendAsync(strike, CloseAsync, "Connection: close");

    public static Task ResetAsync(FaultStrike strike) => SendAsync(
        strike, static async (strike, connection) =>
        {
            await Task.Delay(ReadingTime, strike.ClientGone);
            connection.Reset();
        });

    public static Task HangAsync(FaultStrike strike) => SendAsync(strike, static (strike, _) => strike.HangAsync());

    public static async Task DribbleAsync(FaultStrike strike)
    {
        CapturedAnswer answer = await strike.CaptureAsync();
        RawConnection connection = strike.OpenRaw();
        await connection.SendAsync(answer.Head());
        for (int i = 0; i < answer.Body.Length; i++)
        {
            await connection.SendAsync(answer.Body.AsMemory(i, 1));
            await Task.Delay(strike.Fault.DribbleMilliseconds, strike.ClientGone);
        }

        await connection.CloseAsync();
    }

    private static Task CloseAsync(FaultStrike strike, RawConnection connection) => connection.CloseAsync();

    private static async Task SendAsync(
        FaultStrike strike, Func<FaultStrike, RawConnection, Task> end, string? bounds = null)
    {
        CapturedAnswer answer = await strike.CaptureAsync();
        RawConnection connection = strike.OpenRaw();
        ReadOnlyMemory<byte> half = answer.Body.AsMemory(0, answer.Body.Length / 2);
        await connection.SendAsync(answer.Head(bounds));
        bool isChunked = bounds == Chunked;
        await connection.SendAsync(isChunked ? $"{half.Length:x}\r\n" : "");
        await connection.SendAsync(half);
        await connection.SendAsync(isChunked ? "\r\n" : "");
        await end(strike, connection);
    }
}
