using System.Text;

namespace SunoPS.Gateway;

/// <summary>Sends tasks and clips in which one name is repeated.</summary>
internal sealed class RepeatedMembers : IFaultBehavior
{
    public async Task StrikeAsync(FaultStrike strike)
    {
        CapturedAnswer answer = await strike.CaptureAsync();
        string body = Encoding.UTF8.GetString(answer.Body);
        string repeated = string.Concat(Enumerable.Range(0, strike.Fault.Count).Select(i => $"\"again\":{i},"));
        string changed = body
            .Replace("{\"task_id\":", "{" + repeated + "\"task_id\":", StringComparison.Ordinal)
            .Replace("{\"id\":", "{" + repeated + "\"id\":", StringComparison.Ordinal);
        await (answer with { Body = Encoding.UTF8.GetBytes(changed) }).SendAsync(strike.Request.Response);
    }
}
