using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>Makes of an answer that is no task the error that says why.</summary>
internal static partial class GatewayErrors
{
    private const int LongestGatewayMessage = 500;
    private const int LongestSearched = 16 * 1024;

    private static readonly string[] RequestIdHeaders =
        ["x-oneapi-request-id", "x-any2api-request-id", "x-request-id", "request-id", "x-trace-id"];

    private static readonly AnswerReader Reader = new(new StringPool(), gateway: null);

    /// <summary>True where repeating the request cannot help, whatever its status promises.</summary>
    public static bool IsFinal(HttpResponseMessage response)
    {
        GatewayAnswer? answer = TryRead(response);
        return answer is not null
            && KindOf(response.StatusCode, Words(answer)) is SunoErrorKind.QuotaExceeded or SunoErrorKind.TaskNotFound;
    }

    /// <summary>The error of an answer whose status is none of success.</summary>
    public static SunoApiException FromStatus(HttpResponseMessage response, SunoConnection connection)
    {
        GatewayAnswer? answer = TryRead(response);
        return Create(response, answer, answer is null ? Excerpt(response, connection) : answer.Message, connection);
    }

    /// <summary>The error of an answer that says under a good status that something failed.</summary>
    public static SunoApiException FromAnswer(
        HttpResponseMessage response, GatewayAnswer answer, SunoConnection connection) =>
        Create(response, answer, answer.Message, connection);

    /// <summary>
    /// The error of an answer that cannot be read. It has no inner exception: the parser's would quote the body, and
    /// with it a key that stands there.
    /// </summary>
    public static SunoApiException Unreadable(HttpResponseMessage response, string what, SunoConnection connection)
    {
        string? excerpt = Excerpt(response, connection);
        string message =
            $"{Address(response)} answered with {what}{(excerpt is null ? "" : $": {excerpt}")}{Stop(excerpt)} "
            + "Check that the address is the gateway's API and not its website.";
        return new SunoApiException(SunoErrorKind.InvalidResponse, message)
        {
            StatusCode = response.StatusCode,
            GatewayMessage = excerpt,
            RequestId = RequestId(response, null, connection),
        };
    }

    /// <summary>The error that stands for one id that the gateway does not know.</summary>
    public static SunoApiException NotFound(
        string taskId, SunoConnection connection, HttpResponseMessage response, GatewayAnswer? answer) =>
        new(
            SunoErrorKind.TaskNotFound,
            $"{connection.Gateway} knows no task '{taskId}', or it belongs to another account ({Address(response)}). "
            + "Check the id and the key.")
        {
            StatusCode = response.StatusCode,
            Code = connection.KeyMask.Apply(answer?.Code),
            GatewayMessage = Shorten(answer?.Message, connection),
            RequestId = RequestId(response, answer, connection),
        };

    private static SunoApiException Create(
        HttpResponseMessage response, GatewayAnswer? answer, string? words, SunoConnection connection)
    {
        SunoErrorKind kind = KindOf(response.StatusCode, answer is null ? "" : Words(answer));
        string? said = Shorten(words, connection);
        TimeSpan? retryAfter = RetryAfter.Of(response, TimeProvider.System.GetUtcNow());
        string quoted = said is null ? "" : $": {said}";
        string message =
            $"{WhatHappened(kind)} ({StatusText.Of(response.StatusCode)} from {Address(response)}){quoted}{Stop(said)} "
            + WhatToTry(kind, response, retryAfter);
        return new SunoApiException(kind, connection.KeyMask.Apply(message)!)
        {
            StatusCode = response.StatusCode,
            Code = connection.KeyMask.Apply(answer?.Code),
            GatewayMessage = said,
            RequestId = RequestId(response, answer, connection),
            RetryAfter = retryAfter,
        };
    }

    private static SunoErrorKind KindOf(HttpStatusCode status, string words) => status switch
    {
        HttpStatusCode.Unauthorized => SunoErrorKind.Unauthorized,
        HttpStatusCode.PaymentRequired => SunoErrorKind.QuotaExceeded,
        _ when QuotaWords().IsMatch(words) => SunoErrorKind.QuotaExceeded,
        HttpStatusCode.Forbidden => SunoErrorKind.Forbidden,
        UnnamedStatus.TooManyRequests => SunoErrorKind.RateLimited,
        HttpStatusCode.RequestTimeout => SunoErrorKind.Timeout,
        _ when NotFoundWords().IsMatch(words) => SunoErrorKind.TaskNotFound,
        >= HttpStatusCode.InternalServerError => SunoErrorKind.GatewayError,
        _ when KeyWords().IsMatch(words) => SunoErrorKind.Unauthorized,
        _ when RateWords().IsMatch(words) => SunoErrorKind.RateLimited,
        _ => SunoErrorKind.GatewayError,
    };

    private static string WhatHappened(SunoErrorKind kind) => kind switch
    {
        SunoErrorKind.Unauthorized => "The gateway refused the key",
        SunoErrorKind.Forbidden => "The gateway does not allow this with the key",
        SunoErrorKind.QuotaExceeded => "The account has no quota left",
        SunoErrorKind.RateLimited => "The gateway asks for fewer requests",
        SunoErrorKind.Timeout => "The gateway gave up waiting",
        SunoErrorKind.TaskNotFound => "The gateway knows no such task",
        _ => "The gateway could not do it",
    };

    private static string WhatToTry(
        SunoErrorKind kind, HttpResponseMessage response, TimeSpan? retryAfter) => kind switch
    {
        SunoErrorKind.Unauthorized => "Connect again with the right key (Connect-SunoApi -ApiKey).",
        SunoErrorKind.Forbidden => "Use a key that has the permission, or ask the gateway for it.",
        SunoErrorKind.QuotaExceeded => "Top up the account, then try again.",
        SunoErrorKind.RateLimited when retryAfter is { } wait =>
            $"Come back in {InWords(wait)}, or use a smaller -ThrottleLimit.",
        SunoErrorKind.RateLimited => "Try again later, or with a smaller -ThrottleLimit.",
        SunoErrorKind.TaskNotFound => "Check the id and the key.",
        _ when RedirectHandler.TargetElsewhere(response) is { } location =>
            $"It points to {location}, where the key is not sent. "
            + "If the gateway has moved, connect with its new address.",
        _ when response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed =>
            "Check -BaseUri, -BatchPath and -BatchMethod of the connection, or try Connect-SunoApi -Detect.",
        _ when (int)response.StatusCode >= 500 => "Try again later.",
        _ => "Check what was asked for, and the connection.",
    };

    private static string InWords(TimeSpan wait) => wait < TimeSpan.FromMinutes(2)
        ? $"{Math.Ceiling(wait.TotalSeconds):0} s"
        : $"{Math.Ceiling(wait.TotalMinutes):0} min";

    /// <summary>Reads the body as an answer; null where it is none.</summary>
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
    /// What a person would read of a body that is no JSON: a page's title, or its first words; null for an empty one.
    /// </summary>
    private static string? Excerpt(HttpResponseMessage response, SunoConnection connection)
    {
        // The first part is enough, and bounds what the expressions have to search.
        ReadOnlySpan<byte> utf8 = BufferedContent.Of(response).Utf8.Span;
        string text = connection.KeyMask.Apply(
            Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, LongestSearched)]))!;
        if (utf8.Length > LongestSearched)
        {
            // What was cut off there may be half a key.
            text = text[..^Math.Min(text.Length, LongestGatewayMessage)];
        }

        if (HtmlTag().IsMatch(text))
        {
            Match title = HtmlTitle().Match(text);
            text = title.Success && !string.IsNullOrWhiteSpace(title.Groups[1].Value)
                ? title.Groups[1].Value
                : HtmlTag().Replace(HtmlHidden().Replace(text, " "), " ");
            text = WebUtility.HtmlDecode(text);
        }

        return Shorten(text, connection);
    }

    /// <summary>One line without the key, cut to its length after that, so that no part of the key is left.</summary>
    private static string? Shorten(string? text, SunoConnection connection)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // Control characters, and those that turn the direction of writing, could rewrite what a terminal shows.
        string line = BlankOrControl().Replace(connection.KeyMask.Apply(text)!, " ").Trim();
        if (line.Length > LongestGatewayMessage)
        {
            int end = LongestGatewayMessage - 1;
            line = line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)] + "…";
        }

        return line.Length == 0 ? null : line;
    }

    /// <summary>The name of the request that a header has, or else the answer.</summary>
    public static string? RequestId(HttpResponseMessage response, GatewayAnswer? answer, SunoConnection connection)
    {
        foreach (string header in RequestIdHeaders)
        {
            if (response.Headers.TryGetValues(header, out IEnumerable<string>? values)
                && values.FirstOrDefault() is { Length: > 0 } id)
            {
                return Shorten(id, connection);
            }
        }

        if (answer?.RequestId is not null)
        {
            return Shorten(answer.RequestId, connection);
        }

        Match match = RequestIdInMessage().Match(answer?.Message ?? "");
        return match.Success ? Shorten(match.Groups[1].Value, connection) : null;
    }

    private static string Address(HttpResponseMessage response) =>
        response.RequestMessage!.RequestUri!.GetLeftPart(UriPartial.Path);

    private static string Words(GatewayAnswer answer) => $"{answer.Code} {answer.Message}";

    private static string Stop(string? text) => text is not null && text.EndsWith('.') ? "" : ".";

    [GeneratedRegex(
        @"quota|insufficient[_ ](user[_ ])?(balance|credits?|funds)"
        + @"|\b(balance|credits?) (is |are )?(not enough|insufficient|too low|exhausted|used up)"
        + @"|\b(no|out of|not enough) (balance|credits?|funds)\b|余额|额度",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex QuotaWords();

    [GeneratedRegex(
        @"task_?s?_?(id_)?(not_?exist|not_?found)|\btasks?( id)?( is| was| does| do)?( not|n't) (exist|found)"
        + "|no such task|record not found|任务不存在|未找到任务",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NotFoundWords();

    [GeneratedRegex(
        "unauthori[sz]ed|invalid[_ ](api[_ ]?key|token)|incorrect api key|authentication|无效的令牌",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex KeyWords();

    [GeneratedRegex(@"rate[_ ]?limit|too many requests", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RateWords();

    [GeneratedRegex(@"request id: ([\w-]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RequestIdInMessage();

    [GeneratedRegex(@"<title[^>]*>([^<]*)</title>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HtmlTitle();

    [GeneratedRegex(
        @"<(script|style|head)\b[^>]*>[\s\S]*?</\1>|<!--[\s\S]*?-->",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HtmlHidden();

    [GeneratedRegex(@"</?[a-z!][^>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HtmlTag();

    [GeneratedRegex(@"[\s\p{Cc}\u202A-\u202E\u2066-\u2069]+")]
    private static partial Regex BlankOrControl();
}
