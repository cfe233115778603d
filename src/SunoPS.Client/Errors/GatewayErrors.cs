using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>Converts an unsuccessful response to an exception.</summary>
internal static class GatewayErrors
{
    private static readonly Regex QuotaWords = new(
        @"quota|insufficient[_ ](user[_ ])?(balance|credits?|funds)"
        + @"|\b(balance|credits?) (is |are )?(not enough|insufficient|too low|exhausted|used up)"
        + @"|\b(no|out of|not enough) (balance|credits?|funds)\b|余额|额度",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex NotFoundWords = new(
        @"task_?s?_?(id_)?(not_?exist|not_?found)|\btasks?( id)?( is| was| does| do)?( not|n't) (exist|found)"
        + "|no such task|record not found|任务不存在|未找到任务",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex KeyWords = new(
        "unauthori[sz]ed|invalid[_ ](api[_ ]?key|token)|incorrect api key|authentication|无效的令牌",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex RateWords = new(
        @"rate[_ ]?limit|too many requests",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex RequestIdInMessage = new(
        @"request id: ([\w-]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex HtmlTitle = new(
        @"<title[^>]*>([^<]*)</title>",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex HtmlHidden = new(
        @"<(script|style|head)\b[^>]*>[\s\S]*?</\1>|<!--[\s\S]*?-->",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex HtmlTag = new(
        @"</?[a-z!][^>]*>",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly string[] RequestIdHeaders =
        ["x-oneapi-request-id", "x-any2api-request-id", "x-request-id", "request-id", "x-trace-id"];

    private static readonly AnswerReader Reader = new(new StringPool(), gateway: null);

    /// <summary>True if a retry cannot succeed, even if the status is transient.</summary>
    public static bool IsFinal(HttpResponseMessage response)
    {
        GatewayAnswer? answer = TryRead(response);
        return answer is not null
            && KindOf(response.StatusCode, Words(answer)) is SunoErrorKind.QuotaExceeded or SunoErrorKind.TaskNotFound;
    }

    /// <summary>Creates the error for a response with an error status.</summary>
    public static SunoApiException FromStatus(HttpResponseMessage response, SunoConnection connection)
    {
        GatewayAnswer? answer = TryRead(response);
        return Create(response, answer, answer is null ? Excerpt(response, connection) : answer.Message, connection);
    }

    /// <summary>Creates the error for a response that reports a failure with a success status.</summary>
    public static SunoApiException FromAnswer(
        HttpResponseMessage response, GatewayAnswer answer, SunoConnection connection) =>
        Create(response, answer, answer.Message, connection);

    /// <summary>
    /// Creates the error for an unreadable response. It has no inner exception: the parser's exception would quote the
    /// body, which may repeat the key.
    /// </summary>
    public static SunoApiException Unreadable(HttpResponseMessage response, string what, SunoConnection connection)
    {
        string? excerpt = Excerpt(response, connection);
        return new SunoApiException(
            SunoErrorKind.InvalidResponse,
            $"{Address(response)} returned {what}{Quoted(excerpt)}",
            Remedy.UseApiAddress)
        {
            StatusCode = response.StatusCode,
            GatewayMessage = excerpt,
            RequestId = RequestId(response, null, connection.KeyMask),
        };
    }

    /// <summary>Creates the error for an id that the gateway does not know.</summary>
    public static SunoApiException NotFound(
        string taskId, SunoConnection connection, HttpResponseMessage response, GatewayAnswer? answer) =>
        new(
            SunoErrorKind.TaskNotFound,
            $"{connection.Gateway} does not know the task '{taskId}', or it belongs to another account "
            + $"({Address(response)})",
            Remedy.CheckTaskId)
        {
            StatusCode = response.StatusCode,
            Code = DisplayText.Quote(answer?.Code, connection.KeyMask),
            GatewayMessage = DisplayText.Quote(answer?.Message, connection.KeyMask),
            RequestId = RequestId(response, answer, connection.KeyMask),
        };

    private static SunoApiException Create(
        HttpResponseMessage response, GatewayAnswer? answer, string? words, SunoConnection connection)
    {
        SunoErrorKind kind = KindOf(response.StatusCode, answer is null ? "" : Words(answer));
        string? said = DisplayText.Quote(words, connection.KeyMask);
        TimeSpan? retryAfter = RetryAfter.Of(response, TimeProvider.System.GetUtcNow());
        string status = StatusText.Of(response.StatusCode);
        return new SunoApiException(
            kind,
            $"{WhatHappened(kind)} ({status} from {Address(response)})"
            + Quoted(StatusText.Without(said, response.StatusCode))
            + RedirectOf(response, connection),
            RemedyOf(kind, response))
        {
            RemedyTarget = connection.BaseUri.ToString(),
            StatusCode = response.StatusCode,
            Code = DisplayText.Quote(answer?.Code, connection.KeyMask),
            GatewayMessage = said,
            RequestId = RequestId(response, answer, connection.KeyMask),
            RetryAfter = retryAfter,
        };
    }

    private static SunoErrorKind KindOf(HttpStatusCode status, string words) => status switch
    {
        HttpStatusCode.Unauthorized => SunoErrorKind.Unauthorized,
        HttpStatusCode.PaymentRequired => SunoErrorKind.QuotaExceeded,
        _ when QuotaWords.IsMatch(words) => SunoErrorKind.QuotaExceeded,
        HttpStatusCode.Forbidden => SunoErrorKind.Forbidden,
        UnnamedStatus.TooManyRequests => SunoErrorKind.RateLimited,
        HttpStatusCode.RequestTimeout => SunoErrorKind.Timeout,
        _ when NotFoundWords.IsMatch(words) => SunoErrorKind.TaskNotFound,
        >= HttpStatusCode.InternalServerError => SunoErrorKind.GatewayError,
        _ when KeyWords.IsMatch(words) => SunoErrorKind.Unauthorized,
        _ when RateWords.IsMatch(words) => SunoErrorKind.RateLimited,
        _ => SunoErrorKind.GatewayError,
    };

    private static string WhatHappened(SunoErrorKind kind) => kind switch
    {
        SunoErrorKind.Unauthorized => "The gateway rejected the API key",
        SunoErrorKind.Forbidden => "The API key is not permitted to do this",
        SunoErrorKind.QuotaExceeded => "The account has no quota left",
        SunoErrorKind.RateLimited => "The gateway limits the request rate",
        SunoErrorKind.Timeout => "The gateway timed out",
        SunoErrorKind.TaskNotFound => "The gateway does not know the task",
        SunoErrorKind.NotConnected or SunoErrorKind.InvalidArgument or SunoErrorKind.GatewayError
            or SunoErrorKind.ConnectionFailed or SunoErrorKind.InvalidResponse or SunoErrorKind.SubmissionUnknown
            or SunoErrorKind.MediaNotFound or SunoErrorKind.MediaNotReady or SunoErrorKind.FileError =>
            "The gateway returned an error",
    };

    private static Remedy RemedyOf(SunoErrorKind kind, HttpResponseMessage response) => kind switch
    {
        SunoErrorKind.Unauthorized => Remedy.Reconnect,
        SunoErrorKind.Forbidden => Remedy.UsePermittedKey,
        SunoErrorKind.QuotaExceeded => Remedy.TopUp,
        SunoErrorKind.RateLimited => Remedy.SlowDown,
        SunoErrorKind.Timeout => Remedy.TryLater,
        SunoErrorKind.TaskNotFound => Remedy.CheckTaskId,
        SunoErrorKind.NotConnected or SunoErrorKind.InvalidArgument or SunoErrorKind.GatewayError
            or SunoErrorKind.ConnectionFailed or SunoErrorKind.InvalidResponse or SunoErrorKind.SubmissionUnknown
            or SunoErrorKind.MediaNotFound or SunoErrorKind.MediaNotReady or SunoErrorKind.FileError =>
            response.StatusCode switch
            {
                _ when RedirectHandler.TargetElsewhere(response) is not null => Remedy.FollowMove,
                HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed => Remedy.Detect,
                >= HttpStatusCode.InternalServerError => Remedy.TryLater,
                _ => Remedy.CheckArguments,
            },
    };

    private static string RedirectOf(HttpResponseMessage response, SunoConnection connection) =>
        RedirectHandler.TargetElsewhere(response) is { } location
            ? $". It redirects to {DisplayText.Quote(location.AbsoluteUri, connection.KeyMask)}, where the key is not "
            + "sent"
            : "";

    /// <summary>Parses the body; null if it is not a response of the protocol.</summary>
    private static GatewayAnswer? TryRead(HttpResponseMessage response)
    {
        try
        {
            return Reader.Read(BufferedContent.Of(response).Utf8.Span, fallbackId: null);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// Returns the readable beginning of a body that is not JSON: the title of a page, or the first words; null if it
    /// is empty.
    /// </summary>
    private static string? Excerpt(HttpResponseMessage response, SunoConnection connection)
    {
        string beginning = BufferedContent.Of(response).Beginning(DisplayText.LongestSearched, out bool isCut);
        string text = connection.KeyMask.Apply(beginning);
        if (isCut)
        {
            // The end may be part of a key.
            text = text[..^Math.Min(text.Length, DisplayText.LongestQuotation)];
        }

        if (HtmlTag.IsMatch(text))
        {
            Match title = HtmlTitle.Match(text);
            text = title.Success && !string.IsNullOrWhiteSpace(title.Groups[1].Value)
                ? title.Groups[1].Value
                : HtmlTag.Replace(HtmlHidden.Replace(text, " "), " ");
            text = WebUtility.HtmlDecode(text);
        }

        return DisplayText.Quote(text, connection.KeyMask);
    }

    /// <summary>Returns the request id from a header, or else from the body.</summary>
    public static string? RequestId(HttpResponseMessage response, GatewayAnswer? answer, KeyMask keyMask)
    {
        foreach (string header in RequestIdHeaders)
        {
            if (response.Headers.TryGetValues(header, out IEnumerable<string>? values)
                && values.FirstOrDefault() is { Length: > 0 } id)
            {
                return DisplayText.Quote(id, keyMask);
            }
        }

        if (answer?.RequestId is not null)
        {
            return DisplayText.Quote(answer.RequestId, keyMask);
        }

        Match match = RequestIdInMessage.Match(answer?.Message ?? "");
        return match.Success ? DisplayText.Quote(match.Groups[1].Value, keyMask) : null;
    }

    /// <summary>Returns the address of the request, without its query.</summary>
    public static string Address(HttpResponseMessage response) =>
        response.RequestMessage!.RequestUri!.GetLeftPart(UriPartial.Path);

    private static string Words(GatewayAnswer answer) => $"{answer.Code} {answer.Message}";

    private static string Quoted(string? said) => said is null ? "" : $": {said}";
}
