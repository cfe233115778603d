using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>Refuses requests beyond a rate with 429, as a relay with a token bucket does.</summary>
internal sealed class RequestRate : IDisposable
{
    private TokenBucketRateLimiter? _limiter;

    /// <summary>Allows a number of requests a second, and as many at once; 0 allows all.</summary>
    public void Set(int perSecond)
    {
        _limiter?.Dispose();
        _limiter = perSecond == 0 ? null : new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / perSecond),
        });
    }

    public async ValueTask<bool> TryAnswerAsync(GatewayRequest request)
    {
        using RateLimitLease? lease = _limiter?.AttemptAcquire();
        if (lease?.IsAcquired != false)
        {
            return false;
        }

        HttpResponse response = request.Context.Response;
        response.Headers.RetryAfter = "1";
        await TextAnswer.SendAsync(response, StatusCodes.Status429TooManyRequests, "Too many requests");
        return true;
    }

    public void Dispose() => _limiter?.Dispose();
}
