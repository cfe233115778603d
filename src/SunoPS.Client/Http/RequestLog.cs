using System.Globalization;

namespace SunoPS;

/// <summary>Reports the steps of requests to their caller. Never sees the key.</summary>
/// <param name="listener">Receives the reports, on any thread; null for none.</param>
internal sealed class RequestLog(IProgress<SunoRequestEvent>? listener)
{
    private static readonly HttpRequestOptionsKey<RequestLog> OptionsKey = new("SunoPS.RequestLog");
    private static readonly RequestLog Silent = new(null);

    public static RequestLog Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(OptionsKey, out RequestLog? log) ? log : Silent;

    public void AttachTo(HttpRequestMessage request) => request.Options.Set(OptionsKey, this);

    public void Sending(HttpRequestMessage request) =>
        listener?.Report(new(
            SunoRequestEventKind.Request,
            $"{request.Method} {request.RequestUri} "
            + $"(Authorization: ***, {request.Content?.Headers.ContentLength ?? 0} bytes)"));

    public void Received(HttpRequestMessage request, HttpResponseMessage response) =>
        listener?.Report(new(
            SunoRequestEventKind.Response,
            $"{StatusText.Of(response.StatusCode)} from {request.RequestUri} "
            + $"({response.Content.Headers.ContentLength ?? 0} bytes)"));

    public void Note(string message) => listener?.Report(new(SunoRequestEventKind.Note, message));

    public void JournalFault(string message) => listener?.Report(new(SunoRequestEventKind.JournalFault, message));

    public void Retrying(int attempt, int maximumAttempts, string failure, TimeSpan wait) =>
        listener?.Report(new(
            SunoRequestEventKind.Retry,
            $"Attempt {attempt} of {maximumAttempts} failed: {failure.TrimEnd('.')}. "
            + $"Retrying in {wait.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s."));
}
