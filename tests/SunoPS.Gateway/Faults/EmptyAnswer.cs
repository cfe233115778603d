namespace SunoPS.Gateway;

/// <summary>Responds with a success status and without a body.</summary>
internal sealed class EmptyAnswer : IFaultBehavior
{
    public Task StrikeAsync(FaultStrike strike)
    {
        strike.Request.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
