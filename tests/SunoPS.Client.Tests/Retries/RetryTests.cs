namespace SunoPS.Client.Tests.Retries;

/// <summary>The retry handler over a real connection, with a manual clock.</summary>
public abstract class RetryTests : GatewayTests
{
    internal ManualTime Time { get; } = new();

    protected void Fail(int status, int times = 1, string? retryAfter = null, string? body = null) =>
        Answer(Canned.Busy(retryAfter, status) with { Body = body ?? Wire.Error("not now"), Times = times });

    protected HttpMessageInvoker Connection(int maximumRetryCount, int intervalSec = 1)
    {
        var options = new SunoConnectionOptions
            { MaximumRetryCount = maximumRetryCount, RetryIntervalSec = intervalSec, TimeoutSec = 60 };
        return Owned(new HttpMessageInvoker(new RetryHandler(
            options, KeyMask.None, proxy: null, Time, new SocketsHttpHandler { UseProxy = false })));
    }

    /// <summary>Sends a batch, because its body must be repeatable.</summary>
    protected async Task<HttpStatusCode> SendAsync(
        HttpMessageInvoker connection, Uri? address = null, CancellationToken? stop = null)
    {
        using var request = new GatewayRequest(HttpMethod.Post, new Uri(address ?? Gateway.BaseUri, "suno/fetch"))
        {
            Content = new StringContent("""{"ids":[]}"""),
        };
        request.Headers.TryAddWithoutValidation("Authorization", Gateway.ApiKey);
        using HttpResponseMessage response = await connection.SendAsync(request, stop ?? Cancel);
        return response.StatusCode;
    }

    /// <summary>Lets all waits end until requests complete.</summary>
    protected async Task<T> PassWaitsAsync<T>(Task<T> requests)
    {
        while (!requests.IsCompleted)
        {
            Task<TimeSpan> wait = Time.NextWaitAsync();
            if (await Task.WhenAny(requests, wait) == wait)
            {
                Time.Advance(await wait + TimeSpan.FromMilliseconds(1));
            }
        }

        return await requests;
    }

    /// <summary>Lets the next wait of the request end.</summary>
    protected async Task<TimeSpan> PassNextWaitAsync()
    {
        TimeSpan wait = await Time.NextWaitAsync();

        // A timer counts whole milliseconds and fires after them.
        Time.Advance(wait + TimeSpan.FromMilliseconds(1));
        return wait;
    }
}
