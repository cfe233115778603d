using System.Globalization;

namespace SunoPS;

/// <summary>Reports the steps of requests, each on one line without the key.</summary>
/// <param name="listener">Receives the reports, on any thread; null for none.</param>
/// <param name="keyMask">Masks the key.</param>
internal sealed class RequestLog(IProgress<SunoRequestEvent>? listener, KeyMask keyMask)
{
    private static readonly HttpRequestOptionsKey<RequestLog> OptionsKey = new("SunoPS.RequestLog");
    private static readonly RequestLog Silent = new(null, KeyMask.None);

    public static RequestLog Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(OptionsKey, out RequestLog? log) ? log : Silent;

    public void AttachTo(HttpRequestMessage request) => request.Options.Set(OptionsKey, this);

    public void Sending(HttpRequestMessage request)
    {
        if (listener is not null)
        {
            Report(
                SunoRequestEventKind.Request,
                $"{request.Method} {request.RequestUri} "
                + $"(Authorization: ***, {request.Content?.Headers.ContentLength ?? 0} bytes)");
        }
    }

    public void Received(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (listener is not null)
        {
            Report(
                SunoRequestEventKind.Response,
                $"{StatusText.Of(response.StatusCode)} from {request.RequestUri} "
                + $"({response.Content.Headers.ContentLength ?? 0} bytes)");
        }
    }

    public void Retrying(int attempt, int maximumAttempts, string failure, TimeSpan wait) =>
        Report(
            SunoRequestEventKind.Retry,
            DisplayText.Sentence($"Attempt {attempt} of {maximumAttempts} failed: {failure}")
            + $" Retrying in {wait.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s.");

    /// <summary>Reports an event.</summary>
    public void Report(SunoRequestEventKind kind, string message) =>
        listener?.Report(new(kind, DisplayText.Line(keyMask.Apply(message))));
}
