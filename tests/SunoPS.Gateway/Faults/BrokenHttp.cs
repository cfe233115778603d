namespace SunoPS.Gateway;

/// <summary>Responds with malformed HTTP that repeats the key.</summary>
/// <param name="answer">Creates the whole response from the value of <c>Authorization</c>.</param>
internal sealed class BrokenHttp(Func<string, string> answer) : IFaultBehavior
{
    public async Task StrikeAsync(FaultStrike strike)
    {
        string key = strike.Request.Context.Request.Headers.Authorization.ToString();
        RawConnection connection = strike.OpenRaw();
        await connection.SendAsync(answer(key));
        await connection.CloseAsync();
    }
}
