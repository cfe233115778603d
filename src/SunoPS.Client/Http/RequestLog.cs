using System.Globalization;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>Reports the steps of requests, each on one line without the key.</summary>
internal sealed class RequestLog(IProgress<SunoRequestEvent>? listener, KeyMask keyMask)
{
    /// <summary>The beginning of a body that is searched: of a longer one, masking leaves out the end.</summary>
    private const int MaxBodyBytes = 4 * DisplayText.LongestSearched;

    /// <summary>
    /// Matches values of the session or the account of a server: of members, also in a text of JSON, of headers and of
    /// forms; other people's keys and tokens.
    /// </summary>
    private static readonly Regex Secrets = new(
        """
        ((?:cookie|__client|jwt|token|session|secret|passw|api[-_]?key|authorization|credential|signature)
        [\w-]*(?:\\*["'])?\s*[:=]\s*)
        (?:(\\*["']).*?(?:(?<!\\)\2|$) | \[[^]]*]? | \{[^}]*}? | (?<=cookie:\s*)[^\r\n]+ | (?:\w+[ ])?[^\s,;&"'}\]]+)
        | (?<=\bBearer[ ])\S+ | \bsk-[\w-]{8,} | \beyJ[\w-]+\.[\w.-]+
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace
            | RegexOptions.Singleline);

    public void Sending(HttpRequestMessage request)
    {
        if (IsTaken(SunoRequestEventKind.Request))
        {
            Report(
                SunoRequestEventKind.Request,
                $"{request.Method} {request.RequestUri} "
                + $"(Authorization: ***, {request.Content?.Headers.ContentLength ?? 0} bytes)");
        }
    }

    public void Received(HttpRequestMessage request, HttpResponseMessage response, TimeSpan duration)
    {
        if (IsTaken(SunoRequestEventKind.Response))
        {
            BufferedContent body = BufferedContent.Of(response);
            string beginning = DisplayText.Masked(body.Beginning(MaxBodyBytes), keyMask);
            beginning = Secrets.Replace(beginning, "$1$2***$2");
            Report(
                SunoRequestEventKind.Response,
                $"{StatusText.Of(response.StatusCode)} from {request.RequestUri} ({body.ReceivedLength} bytes in "
                + $"{duration.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture)} ms): "
                + (request is GatewayRequest { HasSecretResponse: true }
                    ? "***" : DisplayText.Quote(beginning, keyMask)));
        }
    }

    public void Retrying(int attempt, int maximumAttempts, string failure, TimeSpan wait, bool isUnreachable = false) =>
        Report(
            isUnreachable && attempt > 1 ? SunoRequestEventKind.Unreachable : SunoRequestEventKind.Retry,
            DisplayText.Sentence($"Attempt {attempt} of {maximumAttempts} failed: {failure}")
            + $" Retrying in {wait.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s.");

    public void Report(SunoRequestEventKind kind, string message) =>
        listener?.Report(new(kind, DisplayText.Line(keyMask.Apply(message))));

    private bool IsTaken(SunoRequestEventKind kind) =>
        listener is IEventFilter filter ? filter.Takes(kind) : listener is not null;
}
