namespace SunoPS.Gateway;

/// <summary>Delays every response; does not respond itself.</summary>
internal sealed class AnswerLatency(TimeSpan initial) : IRequestConcern
{
    private long _ticks = Checked(initial).Ticks;

    public TimeSpan Value
    {
        get => new(Volatile.Read(ref _ticks));
        set => Volatile.Write(ref _ticks, Checked(value).Ticks);
    }

    public async ValueTask<bool> TryAnswerAsync(GatewayRequest request)
    {
        TimeSpan latency = Value;
        if (latency > TimeSpan.Zero)
        {
            await Task.Delay(latency, request.Context.RequestAborted);
        }

        return false;
    }

    private static TimeSpan Checked(TimeSpan latency)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(latency, TimeSpan.Zero);
        return latency;
    }
}
