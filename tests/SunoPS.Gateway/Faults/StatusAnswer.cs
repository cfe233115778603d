using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace SunoPS.Gateway;

/// <summary>Responds with a status: as the JSON error of a relay, or as the page of a proxy.</summary>
internal sealed class StatusAnswer : IFaultBehavior
{
    public Task StrikeAsync(FaultStrike strike)
    {
        GatewayFault fault = strike.Fault;
        HttpResponse response = strike.Request.Response;
        if (fault.RetryAfterSec is { } seconds)
        {
            response.Headers.RetryAfter = fault.IsRetryAfterDate
                ? DateTimeOffset.UtcNow.AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture)
                : seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (fault.RetryAfter is not null)
        {
            response.Headers.RetryAfter = fault.RetryAfter;
        }

        string reason = ReasonPhrases.GetReasonPhrase(fault.Status);
        CapturedAnswer answer = fault.IsHtml
            ? new CapturedAnswer(fault.Status, "text/html; charset=utf-8", Page(fault.Status, reason))
            : new CapturedAnswer(
                fault.Status, "application/json; charset=utf-8", Json((HttpStatusCode)fault.Status, reason));
        return answer.SendAsync(response);
    }

    private static byte[] Page(int status, string reason) => Encoding.UTF8.GetBytes(
        $"<!DOCTYPE html>\n<html><head><title>{status} {reason}</title></head>\n<body><center><h1>{status} "
            + $"{reason}</h1></center><hr></body></html>\n");

    private static byte[] Json(HttpStatusCode status, string reason) => Encoding.UTF8.GetBytes(status switch
    {
        HttpStatusCode.OK => """{"code":"success","message":"","data":null}""",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests =>
            $$$"""{"error":{"message":"{{{reason}}}","type":"new_api_error","code":""}}""",
        _ => $$"""{"code":"get_tasks_failed","message":"{{reason}}","data":null}""",
    });
}
