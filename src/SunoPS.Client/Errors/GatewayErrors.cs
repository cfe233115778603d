using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace SunoPS;

/// <summary>Converts an unsuccessful response of a gateway to an exception.</summary>
internal static class GatewayErrors
{
    /// <summary>The part of a body for an excerpt, which has more characters than are searched.</summary>
    private const int MaxExcerptBytes = 4 * DisplayText.LongestSearched;

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly Regex RequestIdInMessage = new(@"(?<=request id: )[\w-]+", Options);

    /// <summary>A web page, and not the warnings of a server before its response.</summary>
    private static readonly Regex HtmlPage = new(@"^(\s|<!--[\s\S]*?-->|<\?[^>]*>)*<(!doctype html|html)\b", Options);

    private static readonly Regex HtmlTitle = new(@"<title[^>]*>([^<]*)</title>", Options);

    /// <summary>Tags, and elements that are not displayed: all of the rest, if one does not end.</summary>
    private static readonly Regex Html = new(
        @"<(script|style|head)\b[^<>]*>[\s\S]*?(</\1>|\z)|<!--[\s\S]*?(-->|\z)|</?[a-z!][^<>]*>", Options);

    private static readonly string[] RequestIdHeaders =
        ["x-oneapi-request-id", "x-any2api-request-id", "x-request-id", "request-id", "x-trace-id"];

    public static ErrorMeaning MeaningOf(HttpResponseMessage response)
    {
        BufferedContent content = BufferedContent.Of(response);
        ErrorBody? body = content.Error;
        Speaker who = body?.Who(response) ?? Speaker.Stranger;
        ErrorMeaning meaning = ErrorTable.Find(who, response.StatusCode, body?.Code, body?.Message);
        meaning = meaning.Remedy == Remedy.Detect && IsOptional(response) ? ErrorTable.NotOffered : meaning;

        // A response that names a task may be that of an accepted submission, whatever its status says.
        return body?.HasContent ?? MayBeTask(content)
            ? meaning with { Traits = meaning.Traits & ~ErrorTraits.Repeatable } : meaning;
    }

    /// <summary>True for JSON too long for an error or not alone, a word in quotation marks, or digits.</summary>
    private static bool MayBeTask(BufferedContent content)
    {
        string word = content.Beginning(2 * SunoTaskId.MaximumLength).Trim();
        return word is ['{' or '[', ..]
            || (!content.IsTooLongForError && word is ['"' or (>= '0' and <= '9'), _, _, _, ..]
                && !word.Any(char.IsWhiteSpace));
    }

    /// <summary>Creates the error for a response that reports a failure, with any status.</summary>
    public static SunoApiException From(HttpResponseMessage response, SunoConnection connection)
    {
        ErrorMeaning meaning = MeaningOf(response);
        bool lacksKey = meaning.Kind == SunoErrorKind.Unauthorized && connection.ApiKeyHint is null;
        return From(response, connection, lacksKey ? ErrorTable.NoKey : meaning);
    }

    private static SunoApiException From(HttpResponseMessage response, SunoConnection connection, ErrorMeaning meaning)
    {
        string what = string.Format(CultureInfo.InvariantCulture, meaning.Summary, OperationOf(response));
        what = $"{what} ({StatusText.Of(response.StatusCode)} from {Address(response)})";
        string? target = DisplayText.Quote(RedirectHandler.TargetElsewhere(response)?.AbsoluteUri, connection.KeyMask);
        return target is null ? Create(meaning, what, response, connection) : Create(
            meaning with { Remedy = Remedy.FollowMove }, what, response, connection,
            $". It redirects to {target}, where the key is not sent");
    }

    /// <summary>
    /// Creates the error for an unreadable response. It has no inner exception: the parser's exception would quote the
    /// body, which may repeat the key.
    /// </summary>
    public static SunoApiException Unreadable(HttpResponseMessage response, string what, SunoConnection connection)
    {
        bool isPage = HtmlPage.IsMatch(BufferedContent.Of(response).Beginning(MaxExcerptBytes));
        return isPage && IsOptional(response)
            ? From(response, connection, ErrorTable.NotOffered)
            : Create(
                isPage ? ErrorTable.WebPage : ErrorTable.Unreadable,
                $"{Address(response)} returned {(isPage ? "a web page" : what)}", response, connection);
    }

    public static SunoApiException NotFound(string taskId, SunoConnection connection, HttpResponseMessage response) =>
        Create(
            ErrorTable.NoTask,
            $"{connection.Gateway} does not know the task '{taskId}', or it belongs to another account "
                + $"({Address(response)})",
            response, connection, quotes: false);

    /// <summary>Creates the error for a submission whose request failed.</summary>
    public static SunoApiException Unknown(Uri address, SunoApiException cause)
    {
        string why = cause switch
        {
            { Kind: SunoErrorKind.Timeout, StatusCode: null or HttpStatusCode.OK } =>
                "no complete response came in time",
            { Kind: SunoErrorKind.ConnectionFailed } => "the connection broke",
            { Kind: SunoErrorKind.InvalidResponse } => "its response is not valid",
            { StatusCode: { } status } when (int)status >= 300 => $"it responded with status {(int)status}",
            _ => "its response names no task",
        };
        SunoApiException unknown = Unknown(
            $"{why} ({address.AbsoluteUri})" + Quoted(cause.GatewayMessage, cause.StatusCode ?? HttpStatusCode.OK));
        return cause.With(unknown.Kind, unknown.Message, unknown.Remedy);
    }

    /// <summary>Creates the error for a submission that the gateway may have accepted.</summary>
    public static SunoApiException Unknown(string why, Exception? cause = null) => new(
        SunoErrorKind.SubmissionUnknown,
        $"The gateway may have accepted and charged the submission; {why}",
        Remedy.LookForTask,
        cause);

    /// <summary>Returns the request id from a header, or else from the body.</summary>
    public static string? RequestId(HttpResponseMessage response, ErrorBody? body, KeyMask keyMask)
    {
        string? inHeader = RequestIdHeaders
            .Select(name => response.Headers.TryGetValues(name, out IEnumerable<string>? values)
                ? values.FirstOrDefault() : null)
            .FirstOrDefault(static id => !string.IsNullOrEmpty(id));
        string? inMessage = body?.Message is { } message ? RequestIdInMessage.Match(message).Value : null;
        return DisplayText.Quote(inHeader ?? body?.RequestId ?? inMessage, keyMask);
    }

    /// <summary>Returns the address of the request, without its query.</summary>
    public static string Address(HttpResponseMessage response) =>
        response.RequestMessage!.RequestUri!.GetLeftPart(UriPartial.Path);

    private static SunoApiException Create(
        ErrorMeaning meaning, string what, HttpResponseMessage response, SunoConnection connection,
        string end = "", bool quotes = true)
    {
        // An unreadable body has no message.
        bool isRead = meaning != ErrorTable.Unreadable && meaning != ErrorTable.WebPage;
        ErrorBody? body = isRead ? BufferedContent.Of(response).Error : null;
        KeyMask mask = connection.KeyMask;
        string? said = DisplayText.Quote(body?.Message, mask);
        if (quotes && (body is null || response.IsSuccessStatusCode))
        {
            // A success without a task can name something else, such as a clip.
            said ??= Excerpt(response, mask);
        }

        return new(meaning.Kind, what + (quotes ? Quoted(said, response.StatusCode) : "") + end, meaning.Remedy)
        {
            StatusCode = response.StatusCode,
            Code = DisplayText.Quote(body?.Code, mask),
            GatewayMessage = said,
            RequestId = RequestId(response, body, mask),
            RetryAfter = RetryPolicy.RetryAfter(response),
            Traits = meaning.Traits,
            RemedyTarget = connection.BaseUri.ToString(),
        };
    }

    /// <summary>Returns the operation of the request: the end of its path.</summary>
    private static string OperationOf(HttpResponseMessage response) =>
        response.RequestMessage!.RequestUri!.Segments is [.., "uploads/", _]
            ? "uploads"
            : response.RequestMessage.RequestUri.Segments[^1].TrimEnd('/');

    /// <summary>True for an operation that many gateways do not have.</summary>
    private static bool IsOptional(HttpResponseMessage response) => OperationOf(response) is "concat" or "uploads";

    /// <summary>Returns the title of a page, or the first words of another body; null if it is empty.</summary>
    private static string? Excerpt(HttpResponseMessage response, KeyMask mask)
    {
        string text = DisplayText.Masked(BufferedContent.Of(response).Beginning(MaxExcerptBytes), mask);
        if (Html.IsMatch(text))
        {
            string title = HtmlTitle.Match(text).Groups[1].Value;
            text = WebUtility.HtmlDecode(string.IsNullOrWhiteSpace(title) ? Html.Replace(text, " ") : title);
        }

        return DisplayText.Quote(text, mask);
    }

    private static string Quoted(string? said, HttpStatusCode status) =>
        StatusText.Without(said, status) is { } words ? $": {words}" : "";
}
