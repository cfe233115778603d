namespace SunoPS.Client.Tests.Errors;

/// <summary>What a response means by its author, its status and its words: also whether it may be sent again.</summary>
public sealed class ErrorMeaningTests
{
    /// <summary>Authors, statuses, code, words; kind, remedy, traits, summary.</summary>
    private const string Table = """
        Relay|401 403|pre_consume_token_quota_failed||QuotaExceeded|RaiseKeyLimit|Refused, KeyRefused|is not enough
        Relay|401 403|insufficient_user_quota||QuotaExceeded|TopUp|Refused, KeyRefused|no quota left
        Tasks|200 400 500|quota_not_enough||QuotaExceeded|TopUp|Refused|no quota left
        Stranger Relay|200 400 422|user_quota_low||QuotaExceeded|TopUp|Refused|no quota left
        Stranger Upstream|429|||RateLimited|SlowDown|Transient, Repeatable, Paced|limits the request rate
        Upstream|408 500 502 503 504 524|||GatewayError|TryLater|Transient, Refused|upstream failed
        Upstream|400 401 403|||GatewayError|ChangeSubmission|Refused|upstream refused it
        Relay|401||The token has EXPIRED|Unauthorized|Reconnect|Refused, KeyRefused|has expired
        Relay|401||该令牌额度已用尽|QuotaExceeded|UseOtherKey|Refused, KeyRefused|is used up
        Stranger|401|||Unauthorized|Reconnect|Refused, KeyRefused|rejected the API key
        Stranger|402|||QuotaExceeded|TopUp|Refused|no quota left
        Relay|403||no access to model|Forbidden|UseUnlimitedKey|Refused, KeyRefused|model limit fetch no tasks
        Relay|403||not enough credits|QuotaExceeded|TopUp|Refused, KeyRefused|no quota left
        Stranger|403|||Forbidden|TryLater|Refused|firewall before it denied the request
        Stranger|403|403|blocked by security policy|Forbidden|TryLater|Refused|firewall before it denied the request
        Stranger Relay|403|access_denied||Forbidden|UsePermittedKey|Refused, KeyRefused|is not permitted to do this
        Relay|500 503 599|system_cpu_overloaded||GatewayError|TryLater|Transient, Repeatable, Paced|is overloaded
        Relay Tasks|500 501 503||model suno_concat is not there|GatewayError|None|Refused|offer {0}
        Tasks|400 422||invalid_action|GatewayError|None|Refused|offer {0}
        Relay Tasks|500 503|model_not_found||GatewayError|ChooseModel|Refused|returned an error
        Relay Tasks|500 503||No available channel for it|GatewayError|ChooseModel|Refused|returned an error
        Tasks|400 500|task_origin_not_exist||TaskNotFound|GiveOriginTask|Refused|the task of the continued clip
        Tasks|400 404||task_id is empty|GatewayError|GiveOriginTask|Refused|task of the continued clip
        Tasks|500 502 503|do_request_failed||GatewayError|TryLater|Transient, Refused|upstream failed
        Stranger Panic|500 503||task not found|TaskNotFound|CheckTaskId|None|does not know the task
        Relay Tasks|400 404||record not found|TaskNotFound|CheckTaskId|Refused|does not know the task
        Tasks|500|get_tasks_failed|record not found|TaskNotFound|CheckTaskId|Refused|does not know the task
        Relay Tasks|500 503|get_channel_failed|user record not found|GatewayError|TryLater|Transient, Refused|an error
        Tasks|500 502 503|get_user_quota_failed||GatewayError|TryLater|Transient, Refused|returned an error
        Relay Tasks|500 503||table suno_tasks is locked|GatewayError|TryLater|Transient, Refused|returned an error
        Tasks|400 500|task_not_exist||TaskNotFound|CheckTaskId|Refused|does not know the task
        Relay|500 502 503 504|||GatewayError|TryLater|Transient, Refused|returned an error
        Tasks|500 502 503|||GatewayError|TryLater|Transient, Refused|returned an error
        Relay|499 505|||GatewayError|TryLater|Refused|returned an error
        Stranger|408|||Timeout|TryLater|Transient|timed out
        Stranger|499 505 524|||GatewayError|TryLater|None|returned an error
        Stranger|301 302 303|||GatewayError|CheckArguments|None|returned an error
        Tasks|404 405|||GatewayError|Detect|Refused|returned an error
        Stranger|501|||GatewayError|TryLater|Refused|returned an error
        Stranger Panic|500 502 503 504|||GatewayError|TryLater|Transient|returned an error
        Tasks|504|||GatewayError|TryLater|Transient|returned an error
        Stranger Tasks|200 400|invalid_api_key||Unauthorized|Reconnect|Refused, KeyRefused|rejected the API key
        Relay|200 400||invalid token|Unauthorized|Reconnect|Refused, KeyRefused|rejected the API key
        Relay|200 400||无效的令牌|Unauthorized|Reconnect|Refused, KeyRefused|rejected the API key
        Tasks|200 400||unauthorized secret token|Unauthorized|Reconnect|Refused, KeyRefused|rejected the API key
        Tasks|200 400|too_many_requests||RateLimited|SlowDown|Transient, Repeatable, Paced|limits the request rate
        Stranger Relay Tasks|200 304 400|get_tasks|words|GatewayError|CheckArguments|Refused|returned an error
        MediaHost|404 410|||MediaNotFound|RefreshAddress|None|does not have the file
        MediaHost|401 403|||GatewayError|RefreshAddress|None|denied access to the file
        MediaHost|429|||RateLimited|SlowDown|Transient|limits the request rate
        MediaHost|408|||Timeout|TryLater|Transient|timed out
        MediaHost|500 502 503 504|||GatewayError|TryLater|Transient|returned an error
        MediaHost|501 505|||GatewayError|TryLater|None|returned an error
        MediaHost|302 400|||GatewayError|RefreshAddress|None|did not send the file
        """;

    public static TheoryData<string> Rows => [.. Table.Split('\n')];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_response_has_one_meaning(string row)
    {
        string[] cells = row.Split('|');
        (string who, string statuses, string code, string words) = (cells[0], cells[1], cells[2], cells[3]);
        (string kind, string remedy, string traits, string what) = (cells[4], cells[5], cells[6], cells[7]);
        var expected = (Enum.Parse<SunoErrorKind>(kind), Enum.Parse<Remedy>(remedy), Enum.Parse<ErrorTraits>(traits));
        foreach (string author in who.Split(' '))
        {
            foreach (string status in statuses.Split(' '))
            {
                ErrorMeaning found = ErrorTable.Find(
                    Enum.Parse<Speaker>(author), Enum.Parse<HttpStatusCode>(status), OrNull(code), OrNull(words));
                Assert.Equal(expected, (found.Kind, found.Remedy, found.Traits));
                Assert.EndsWith(what, found.Summary, StringComparison.Ordinal);
            }
        }
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
