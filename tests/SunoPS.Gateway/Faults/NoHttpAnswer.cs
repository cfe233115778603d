namespace SunoPS.Gateway;

/// <summary>Responds in another protocol.</summary>
internal sealed class NoHttpAnswer : IFaultBehavior
{
    public async Task StrikeAsync(FaultStrike strike)
    {
        RawConnection connection = strike.OpenRaw();
        await connection.SendAsync("220 mail.example ESMTP ready\r\n");
        await connection.CloseAsync();
    }
}
