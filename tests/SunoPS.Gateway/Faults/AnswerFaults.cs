using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace SunoPS.Gateway;

/// <summary>Faults that are valid responses, but not those of the dialect.</summary>
internal static class AnswerFaults
{
    private const string JsonType = "application/json; charset=utf-8";

    private static readonly byte[] Blanks = Enumerable.Repeat((byte)' ', 64 * 1024).ToArray();

    public static Task EmptyAsync(FaultStrike strike)
    {
        strike.Request.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    public static async Task EndlessAsync(FaultStrike strike, long? announced)
    {
        HttpResponse response = strike.Request.Response;
        response.ContentType = JsonType;
        response.ContentLength = announced;
        await response.Body.WriteAsync("""{"code":"success",  """u8.ToArray(), strike.ClientGone);
        while (true)
        {
            await response.Body.WriteAsync(Blanks, strike.ClientGone);
        }
    }

    public static Task RedirectAsync(FaultStrike strike)
    {
        HttpResponse response = strike.Request.Response;
        response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        response.Headers.Location = strike.Fault.Location.Replace(
            "{target}", strike.Request.RawTarget, StringComparison.Ordinal);
        response.ContentLength = 0;
        return Task.CompletedTask;
    }

    public static async Task UnsafeErrorAsync(FaultStrike strike)
    {
        string text = UnsafeCharacters.In($"said {strike.Key}");
        var error = new JsonObject { ["code"] = text, ["message"] = text, ["request_id"] = text, ["data"] = null };
        HttpResponse response = strike.Request.Response;
        response.StatusCode = strike.Fault.Status;
        response.ContentType = JsonType;
        await response.WriteAsync(error.ToJsonString(), strike.ClientGone);
    }

    /// <summary>Responds with a status: as the JSON error of a relay, or as the page of a proxy.</summary>
    public static Task StatusAsync(FaultStrike strike)
    {
        GatewayFault fault = strike.Fault;
        HttpResponse response = strike.Request.Response;
        if (fault.RetryAfterSec is { } seconds)
        {
            // A date is measured by that of the response, so both are of the same moment.
            DateTimeOffset now = DateTimeOffset.UtcNow;
            response.Headers.Date = now.ToString("R", CultureInfo.InvariantCulture);
            response.Headers.RetryAfter = fault.IsRetryAfterDate
                ? now.AddSeconds(seconds).ToString("R", CultureInfo.InvariantCulture)
                : seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (fault.RetryAfter is not null)
        {
            response.Headers.RetryAfter = fault.RetryAfter;
        }

        string reason = ReasonPhrases.GetReasonPhrase(fault.Status);
        string body = fault.IsHtml ? Page(fault.Status, reason) : Json((HttpStatusCode)fault.Status, reason);
        return new CapturedAnswer(
            fault.Status, fault.IsHtml ? "text/html; charset=utf-8" : JsonType, Encoding.UTF8.GetBytes(body))
            .SendAsync(response);
    }

    private static string Page(int status, string reason) =>
        $"<!DOCTYPE html>\n<html><head><title>{status} {reason}</title></head>\n<body><center><h1>{status} "
            + $"{reason}</h1></center><hr></body></html>\n";

    private static string Json(HttpStatusCode status, string reason) => status switch
    {
        HttpStatusCode.OK => """{"code":"success","message":"","data":null}""",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests =>
            $$$"""{"error":{"message":"{{{reason}}}","type":"new_api_error","code":""}}""",
        _ => $$"""{"code":"get_tasks_failed","message":"{{reason}}","data":null}""",
    };
}
