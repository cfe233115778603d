namespace SunoPS.Gateway;

/// <summary>Answers in what looks like HTTP, and repeats the key in it.</summary>
/// <param name="answer">Makes the whole answer from the value of <c>Authorization</c>.</param>
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
