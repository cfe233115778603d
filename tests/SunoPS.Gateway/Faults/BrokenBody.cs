using System.Globalization;

namespace SunoPS.Gateway;

/// <summary>Responds like the dialect, up to the middle of the body.</summary>
internal sealed class BrokenBody(BodyFraming framing, AnswerEnding ending) : IFaultBehavior
{
    /// <summary>
    /// On some systems a reset discards data in transit, so the client gets this time to read the first half.
    /// </summary>
    private static readonly TimeSpan ReadingTime = TimeSpan.FromMilliseconds(100);

    public async Task StrikeAsync(FaultStrike strike)
    {
        CapturedAnswer answer = await strike.CaptureAsync();
        RawConnection connection = strike.OpenRaw();
        await connection.SendAsync(answer.Head(framing));
        if (ending == AnswerEnding.Dribble)
        {
            await DribbleAsync(strike, connection, answer.Body);
            return;
        }

        await SendPartAsync(connection, answer.Body.AsMemory(0, answer.Body.Length / 2));
        switch (ending)
        {
            case AnswerEnding.Hang:
                await strike.HangAsync();
                break;
            case AnswerEnding.Reset:
                await Task.Delay(ReadingTime, strike.ClientGone);
                connection.Reset();
                break;
            default:
                await connection.CloseAsync();
                break;
        }
    }

    private static async Task DribbleAsync(FaultStrike strike, RawConnection connection, byte[] body)
    {
        for (int i = 0; i < body.Length; i++)
        {
            await connection.SendAsync(body.AsMemory(i, 1));
            await Task.Delay(strike.Fault.DribbleMilliseconds, strike.ClientGone);
        }

        await connection.CloseAsync();
    }

    private async Task SendPartAsync(RawConnection connection, ReadOnlyMemory<byte> part)
    {
        if (framing == BodyFraming.Chunked)
        {
            await connection.SendAsync(string.Create(CultureInfo.InvariantCulture, $"{part.Length:x}\r\n"));
            await connection.SendAsync(part);
            await connection.SendAsync("\r\n");
        }
        else
        {
            await connection.SendAsync(part);
        }
    }
}
