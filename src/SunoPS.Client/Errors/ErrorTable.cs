using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using static SunoPS.ErrorTraits;
using static SunoPS.Speaker;
using static SunoPS.SunoErrorKind;

namespace SunoPS;

/// <summary>The meaning of an error response. In its summary, without a full stop, {0} is the operation.</summary>
internal sealed record ErrorMeaning(SunoErrorKind Kind, string Summary, Remedy Remedy, ErrorTraits Traits);

/// <summary>
/// The table of error responses: status, who says it, code, words, and the meaning. The first row that fits counts.
/// Words of a message decide only where status and code decide nothing.
/// </summary>
internal static class ErrorTable
{
    private const string QuotaCode = "quota|^insufficient_(user_)?(balance|credit|fund)";

    /// <summary>In a failure of the server: get_user_quota_failed, for example, says nothing about the quota.</summary>
    private const string LackingQuotaCode =
        "quota_(not_enough|exceeded|exhausted)|^insufficient_(user_)?(quota|balance|credit|fund)";

    private const string QuotaWords =
        @"quota|insufficient[_ ](user[_ ])?(balance|credits?|funds)"
        + @"|\b(balance|credits?) (is |are )?(not enough|insufficient|too low|exhausted|used up)"
        + @"|\b(no|out of|not enough) (balance|credits?|funds)\b|余额|额度";

    private const string KeyCode = "^(invalid_(api_?key|key|token)|unauthorized|authentication_error)$";

    private const string NotFoundWords =
        @"task_?s?_?(id_)?(not_?exist|not_?found)|\btasks?( id)?( is| was| does| do)?( not|n't) (exist|found)"
        + "|no such task|任务不存在|未找到任务";

    private const string NoRecord = "record not found";

    private const string NoChannelWords = "no available channel|无可用渠道";

    public static readonly ErrorMeaning NoTask = new(
        TaskNotFound, "The gateway does not know the task", Remedy.CheckTaskId, Refused);

    /// <summary>A response with a success status that is not one of the protocol.</summary>
    public static readonly ErrorMeaning Unreadable = new(
        InvalidResponse, "The response is not valid", Remedy.UseApiAddress, None);

    /// <summary>A web page with a success status: there is no API at the address.</summary>
    public static readonly ErrorMeaning WebPage = Unreadable with { Remedy = Remedy.Detect, Traits = Refused };

    public static readonly ErrorMeaning NotOffered = Failed(Remedy.None, Refused, "This gateway does not offer {0}");

    /// <summary>The gateway requires a key, and the connection has none.</summary>
    public static readonly ErrorMeaning NoKey = OfKey(
        Unauthorized, Remedy.GiveKey, "The gateway requires an API key, and no key was given");

    private static readonly ErrorMeaning
        WrongKey = OfKey(Unauthorized, Remedy.Reconnect, "The gateway rejected the API key"),
        ExpiredKey = OfKey(Unauthorized, Remedy.Reconnect, "The API key has expired"),
        NoPermission = OfKey(Forbidden, Remedy.UsePermittedKey, "The API key is not permitted to do this"),
        Denied = new(
            Forbidden, "The gateway or a firewall before it denied the request", Remedy.TryLater, Refused),
        NoFetch = OfKey(Forbidden, Remedy.UseUnlimitedKey, "This gateway lets keys with a model limit fetch no tasks"),
        KeyWithoutQuota = OfKey(QuotaExceeded, Remedy.TopUp, "The account has no quota left"),
        UsedUpKey = OfKey(QuotaExceeded, Remedy.UseOtherKey, "The quota of the API key is used up"),
        KeyLimit = OfKey(QuotaExceeded, Remedy.RaiseKeyLimit, "The quota of the API key is not enough"),
        NoQuota = KeyWithoutQuota with { Traits = Refused },
        TooMany = new(
            RateLimited, "The gateway limits the request rate", Remedy.SlowDown, Transient | Repeatable | Paced),
        TimedOut = new(SunoErrorKind.Timeout, "The gateway timed out", Remedy.TryLater, Transient),
        Overloaded = Failed(Remedy.TryLater, Transient | Repeatable | Paced, "The gateway is overloaded"),
        NoChannel = Failed(Remedy.ChooseModel, Refused),
        NoOrigin = new(
            TaskNotFound, "The gateway does not know the task of the continued clip", Remedy.GiveOriginTask, Refused),
        OriginMissing = Failed(Remedy.GiveOriginTask, Refused, "The gateway requires the task of the continued clip"),
        UpstreamFailed = Failed(Remedy.TryLater, Transient | Refused, "The gateway's upstream failed"),
        UpstreamRefused = Failed(Remedy.ChangeSubmission, Refused, "The gateway's upstream refused it"),
        Trouble = Failed(Remedy.TryLater, Transient);

    private static readonly Row[] Rows =
    [
        // Status, who says it, code, words, meaning.
        new("401 403", Gateway, "^pre_consume_token_quota_failed$", null, KeyLimit),
        new("401 403", Gateway, QuotaCode, null, KeyWithoutQuota),
        new("2xx 4xx", Gateway, QuotaCode, null, NoQuota),
        new("*", Gateway, LackingQuotaCode, null, NoQuota),
        new("429", Gateway | Upstream, null, null, TooMany),
        new("500 502 503 504 408 524", Upstream, null, null, UpstreamFailed),
        new("*", Upstream, null, null, UpstreamRefused),

        new("401", Gateway, null, "已过期|expired", ExpiredKey),
        new("401", Gateway, null, QuotaWords, UsedUpKey),
        new("401", Gateway, null, null, WrongKey),
        new("402", Gateway, null, null, NoQuota),

        // New-api checks the model limit of a key for fetching too, which has no model.
        new("403", Gateway, null, @"(access to model|无权访问模型)\s*([（(]|$)", NoFetch),
        new("403", Gateway, null, QuotaWords, KeyWithoutQuota),
        // Firewalls before a gateway deny single requests, for their words or their number.
        new("403", Stranger, @"^\d*$", null, Denied),
        new("403", Gateway, null, null, NoPermission),

        new("5xx", Relay, @"^system_\w+_overloaded$", null, Overloaded),
        new("5xx", Relay | Tasks, null, @"(model|模型) suno_(?!music|lyrics)\w+ ", NotOffered),
        new("4xx", Tasks, null, "^invalid[_ ]action", NotOffered),
        new("5xx", Relay | Tasks, "^(model|provider)_not_found$", null, NoChannel),
        new("5xx", Relay | Tasks, null, NoChannelWords, NoChannel),
        new("*", Tasks, "^(get_origin_task_failed|task_origin_not_exist)$", null, NoOrigin),
        new("4xx", Tasks, null, "^task_?( id|id)? is empty", OriginMissing),
        new("500 502 503", Tasks, "^(do_request|(read|unmarshal)_response_body)_failed$", null, UpstreamFailed),

        new("5xx", Stranger | Panic, null, NotFoundWords, NoTask with { Traits = None }),
        new("*", Gateway, null, NotFoundWords, NoTask),
        new("2xx 4xx", Gateway, null, NoRecord, NoTask),
        new("5xx", Tasks, "^get_tasks?_failed$", NoRecord, NoTask),
        new("*", Gateway, NotFoundWords, null, NoTask),

        new("500 502 503 504", Relay, null, null, Trouble with { Traits = Transient | Refused }),
        new("500 502 503", Tasks, null, null, Trouble with { Traits = Transient | Refused }),
        new("499 5xx", Relay, null, null, Failed(Remedy.TryLater, Refused)),

        // A proxy can send it while the gateway still works on the request.
        new("408", Gateway, null, null, TimedOut),
        new("499", Gateway, null, null, Failed(Remedy.TryLater, None)),

        // A server may redirect so after it has processed a submission.
        new("301 302 303", Gateway, null, null, Failed(Remedy.CheckArguments, None)),
        new("404 405", Gateway, null, null, Failed(Remedy.Detect, Refused)),
        new("501", Gateway, null, null, Failed(Remedy.TryLater, Refused)),
        new("500 502 503 504", Gateway, null, null, Trouble),
        new("5xx", Gateway, null, null, Failed(Remedy.TryLater, None)),

        new("2xx 4xx", Gateway, KeyCode, null, WrongKey),
        new("2xx 4xx", Relay, null, "^(invalid token|无效的令牌)", WrongKey),
        new("2xx 4xx", Tasks, null, "^unauthorized secret token", WrongKey),
        new("2xx 4xx", Gateway, "^(rate_?limit|too_many)", null, TooMany),
        new("*", Gateway, null, null, Failed(Remedy.CheckArguments, Refused)),

        OfMedia("404 410", MediaNotFound, "does not have the file", Remedy.RefreshAddress, None),
        OfMedia("401 403", GatewayError, "denied access to the file", Remedy.RefreshAddress, None),
        OfMedia("429", RateLimited, "limits the request rate", Remedy.SlowDown, Transient),
        OfMedia("408", SunoErrorKind.Timeout, "timed out", Remedy.TryLater, Transient),
        OfMedia("500 502 503 504", GatewayError, "returned an error", Remedy.TryLater, Transient),
        OfMedia("5xx", GatewayError, "returned an error", Remedy.TryLater, None),
        OfMedia("*", GatewayError, "did not send the file", Remedy.RefreshAddress, None),
    ];

    public static ErrorMeaning Find(
        Speaker who, HttpStatusCode status, string? code = null, string? message = null) =>
        Array.Find(Rows, row => row.Fits(who, status, code, message))!.Meaning;

    private static ErrorMeaning Failed(
        Remedy remedy, ErrorTraits traits, string summary = "The gateway returned an error") =>
        new(GatewayError, summary, remedy, traits);

    private static ErrorMeaning OfKey(SunoErrorKind kind, Remedy remedy, string summary) =>
        new(kind, summary, remedy, Refused | KeyRefused);

    private static Row OfMedia(string statuses, SunoErrorKind kind, string what, Remedy remedy, ErrorTraits traits) =>
        new(statuses, MediaHost, null, null, new ErrorMeaning(kind, $"The media host {what}", remedy, traits));

    private sealed record Row(string Statuses, Speaker Who, string? Code, string? Words, ErrorMeaning Meaning)
    {
        private readonly string[] _statuses = Statuses.Split(' ');

        public bool Fits(Speaker who, HttpStatusCode status, string? code, string? message)
        {
            string number = ((int)status).ToString(CultureInfo.InvariantCulture);
            return Who.HasFlag(who)
                && Array.Exists(_statuses, one => one == "*" || one == number || one == $"{number[0]}xx")
                && Fits(Code, code)
                && Fits(Words, message);
        }

        private static bool Fits(string? pattern, string? text) => pattern is null
            || Regex.IsMatch(text ?? "", pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }
}
