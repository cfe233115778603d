using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>Converts an unsuccessful response of a gateway to an exception.</summary>
internal static class GatewayErrors
{
    /// <summary>The part of a body for an excerpt, which has more characters than are searched.</summary>
    private const int MaxExcerptBytes = 4 * DisplayText.LongestSearched;

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

    /// <summary>Returns the meaning of a response that reports a failure.</summary>
    public static ErrorMeaning MeaningOf(HttpResponseMessage response)
    {
        ErrorBody? body = ErrorBody.Read(response);
        ErrorMeaning meaning = ErrorTable.Find(
            body?.Who(response) ?? Speaker.Stranger,
            response.StatusCode,
            response.Headers.RetryAfter is not null,
            body?.Code,
            body?.Message);
        meaning = meaning.Remedy == Remedy.Detect && IsOptional(response) ? ErrorTable.NotOffered : meaning;

        // A response that names a task may be that of an accepted submission, whatever its status says.
        ErrorTraits uncertain = body is not { HasContent: true } ? ErrorTraits.None
            : body is { HasError: false, Code: { } code } && GatewayAnswer.IsSuccessCode(code)
                ? ErrorTraits.Repeatable | ErrorTraits.Refused
            : ErrorTraits.Repeatable;
        return meaning with { Traits = meaning.Traits & ~uncertain };
    }

    /// <summary>Creates the error for a response that reports a failure, with any status.</summary>
    public static SunoApiException From(HttpResponseMessage response, SunoConnection connection) =>
        From(response, connection, MeaningOf(response));

    private static SunoApiException From(
        HttpResponseMessage response, SunoConnection connection, ErrorMeaning meaning)
    {
        if (meaning.Kind == SunoErrorKind.Unauthorized && connection.ApiKeyHint is null)
        {
            meaning = ErrorTable.NoKey;
        }

        ErrorBody? body = ErrorBody.Read(response);
        string? said = body is null
            ? Excerpt(response, connection)
            : DisplayText.Quote(body.Message, connection.KeyMask);
        string redirect = RedirectHandler.TargetElsewhere(response) is { } location
            ? $". It redirects to {DisplayText.Quote(location.AbsoluteUri, connection.KeyMask)}, where the key is not "
                + "sent"
            : "";
        string what = string.Format(CultureInfo.InvariantCulture, meaning.Summary, OperationOf(response));
        string message = $"{what} ({StatusText.Of(response.StatusCode)} from {Address(response)})"
            + Quoted(StatusText.Without(said, response.StatusCode)) + redirect;
        meaning = redirect.Length > 0 ? meaning with { Remedy = Remedy.FollowMove } : meaning;
        return Create(meaning, message, response, body, said, connection);
    }

    /// <summary>
    /// Creates the error for an unreadable response. It has no inner exception: the parser's exception would quote the
    /// body, which may repeat the key.
    /// </summary>
    public static SunoApiException Unreadable(HttpResponseMessage response, string what, SunoConnection connection)
    {
        bool isPage = BufferedContent.Of(response).Beginning(MaxExcerptBytes).TrimStart() is ['<', ..];
        if (isPage && IsOptional(response))
        {
            return From(response, connection, ErrorTable.NotOffered);
        }

        string? excerpt = Excerpt(response, connection);
        string message = $"{Address(response)} returned {(isPage ? "a web page" : what)}{Quoted(excerpt)}";
        ErrorMeaning meaning = isPage ? ErrorTable.WebPage : ErrorTable.Unreadable;
        return Create(meaning, message, response, body: null, excerpt, connection);
    }

    /// <summary>Creates the error for an id that the gateway does not know.</summary>
    public static SunoApiException NotFound(string taskId, SunoConnection connection, HttpResponseMessage response)
    {
        ErrorBody? body = ErrorBody.Read(response);
        string message = $"{connection.Gateway} does not know the task '{taskId}', or it belongs to another account "
            + $"({Address(response)})";
        string? said = DisplayText.Quote(body?.Message, connection.KeyMask);
        return Create(ErrorTable.NoTask, message, response, body, said, connection);
    }

    /// <summary>Returns the request id from a header, or else from the body.</summary>
    public static string? RequestId(HttpResponseMessage response, ErrorBody? body, KeyMask keyMask)
    {
        foreach (string header in RequestIdHeaders)
        {
            if (response.Headers.TryGetValues(header, out IEnumerable<string>? values)
                && values.FirstOrDefault() is { Length: > 0 } id)
            {
                return DisplayText.Quote(id, keyMask);
            }
        }

        string? inMessage = RequestIdInMessage.Match(body?.Message ?? "") is { Success: true } match
            ? match.Groups[1].Value
            : null;
        return DisplayText.Quote(body?.RequestId ?? inMessage, keyMask);
    }

    /// <summary>Returns the address of the request, without its query.</summary>
    public static string Address(HttpResponseMessage response) =>
        response.RequestMessage!.RequestUri!.GetLeftPart(UriPartial.Path);

    private static SunoApiException Create(
        ErrorMeaning meaning,
        string message,
        HttpResponseMessage response,
        ErrorBody? body,
        string? said,
        SunoConnection connection) => new(meaning.Kind, message, meaning.Remedy)
        {
            StatusCode = response.StatusCode,
            Code = DisplayText.Quote(body?.Code, connection.KeyMask),
            GatewayMessage = said,
            RequestId = RequestId(response, body, connection.KeyMask),
            RetryAfter = RetryPolicy.RetryAfter(response),
            Traits = meaning.Traits,
            RemedyTarget = connection.BaseUri.ToString(),
        };

    /// <summary>Returns the operation of the request: the end of its path.</summary>
    private static string OperationOf(HttpResponseMessage response) =>
        response.RequestMessage!.RequestUri!.Segments is [.., "uploads/", _]
            ? "uploads"
            : response.RequestMessage.RequestUri.Segments[^1].TrimEnd('/');

    /// <summary>True for an operation that many gateways do not have.</summary>
    private static bool IsOptional(HttpResponseMessage response) => OperationOf(response) is "concat" or "uploads";

    /// <summary>
    /// Returns the readable beginning of a body that is not JSON: the title of a page, or the first words; null if it
    /// is empty.
    /// </summary>
    private static string? Excerpt(HttpResponseMessage response, SunoConnection connection)
    {
        string text = DisplayText.Masked(BufferedContent.Of(response).Beginning(MaxExcerptBytes), connection.KeyMask);
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

    private static string Quoted(string? said) => said is null ? "" : $": {said}";
}
