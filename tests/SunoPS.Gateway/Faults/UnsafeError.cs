using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>
/// Responds with an error that has the key, and every character that a terminal interprets, in each displayed text.
/// </summary>
internal sealed class UnsafeError : IFaultBehavior
{
    public async Task StrikeAsync(FaultStrike strike)
    {
        string text = UnsafeCharacters.In($"said {strike.Request.Context.Request.Headers.Authorization}");
        var error = new JsonObject { ["code"] = text, ["message"] = text, ["request_id"] = text, ["data"] = null };
        HttpResponse response = strike.Request.Response;
        response.StatusCode = strike.Fault.Status;
        response.ContentType = "application/json; charset=utf-8";
        await response.WriteAsync(error.ToJsonString(), strike.ClientGone);
    }
}
