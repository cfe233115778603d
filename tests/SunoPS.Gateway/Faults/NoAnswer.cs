namespace SunoPS.Gateway;

/// <summary>Ends the connection before the first byte.</summary>
internal sealed class NoAnswer(AnswerEnding ending) : IFaultBehavior
{
    public Task StrikeAsync(FaultStrike strike)
    {
        switch (ending)
        {
            case AnswerEnding.Hang:
                return strike.HangAsync();
            case AnswerEnding.Close:
                return strike.OpenRaw().CloseAsync();
            default:
                strike.OpenRaw().Reset();
                return Task.CompletedTask;
        }
    }
}
