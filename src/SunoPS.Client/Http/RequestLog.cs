namespace SunoPS;

/// <summary>Tells whoever began a request how it goes. Never sees the key.</summary>
internal sealed class RequestLog(IProgress<SunoRequestEvent>? listener)
{
    private static readonly HttpRequestOptionsKey<RequestLog> OptionsKey = new("SunoPS.RequestLog");
    private static readonly RequestLog Silent = new(null);

    public static RequestLog Of(HttpRequestMessage request) => request.Options.TryGetValue(OptionsKey, out RequestLog? log) ? log : Silent;

    public void AttachTo(HttpRequestMessage request) => request.Options.Set(OptionsKey, this);

    public void Sending(HttpRequestMessage request)
    {
        if (listener is not null)
        {
            listener.Report(new(SunoRequestEventKind.Request, $"{request.Method} {request.RequestUri} (Authorization: ***, {request.Content?.Headers.ContentLength ?? 0} bytes)"));
        }
    }

    public void Received(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (listener is not null)
        {
            listener.Report(new(SunoRequestEventKind.Response, $"{StatusText.Of(response.StatusCode)} from {request.RequestUri} ({response.Content.Headers.ContentLength ?? 0} bytes)"));
        }
    }

    public void Retrying(int attempt, int maximumRetryCount, string failure, TimeSpan wait)
    {
        listener?.Report(new(
            SunoRequestEventKind.Retry,
            string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Attempt {attempt} of {maximumRetryCount + 1} failed: {failure.TrimEnd('.')}. Trying again in {wait.TotalSeconds:0.0} s.")));
    }
}
