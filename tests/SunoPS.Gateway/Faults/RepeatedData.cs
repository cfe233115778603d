using System.Text;

namespace SunoPS.Gateway;

/// <summary>Sends an envelope with many empty <c>data</c> members before the real one.</summary>
internal sealed class RepeatedData : IFaultBehavior
{
    public async Task StrikeAsync(FaultStrike strike)
    {
        CapturedAnswer answer = await strike.CaptureAsync();
        string body = Encoding.UTF8.GetString(answer.Body);
        string repeated = string.Concat(Enumerable.Repeat("\"data\":[],", strike.Fault.Count));
        byte[] changed = Encoding.UTF8.GetBytes("{" + repeated + body.TrimStart()[1..]);
        await (answer with { Body = changed }).SendAsync(strike.Request.Response);
    }
}
