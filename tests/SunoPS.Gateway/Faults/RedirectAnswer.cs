using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>Redirects the client with the same request.</summary>
internal sealed class RedirectAnswer : IFaultBehavior
{
    public Task StrikeAsync(FaultStrike strike)
    {
        HttpResponse response = strike.Request.Response;
        response.StatusCode = StatusCodes.Status307TemporaryRedirect;
        response.Headers.Location = strike.Fault.Location.Replace(
            "{target}", strike.Request.RawTarget, StringComparison.Ordinal);
        response.ContentLength = 0;
        return Task.CompletedTask;
    }
}
