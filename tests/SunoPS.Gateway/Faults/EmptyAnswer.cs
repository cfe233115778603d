namespace SunoPS.Gateway;

/// <summary>Success, and no body to it.</summary>
internal sealed class EmptyAnswer : IFaultBehavior
{
    public Task StrikeAsync(FaultStrike strike)
    {
        strike.Request.Response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
