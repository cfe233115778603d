namespace SunoPS.Gateway;

/// <summary>Delays every response; does not respond itself.</summary>
internal sealed class AnswerLatency(TimeSpan initial) : IRequestConcern
{
    public TimeSpan Value { get; set; } = initial;

    public async ValueTask<bool> TryAnswerAsync(GatewayRequest request)
    {
        if (Value > TimeSpan.Zero)
        {
            await Task.Delay(Value, request.Context.RequestAborted);
        }

        return false;
    }
}
