using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>What open-source gateway software answers beside its tasks, as recorded.</summary>
internal sealed class RelayAnswers(GatewaySubmissions submissions)
{
    /// <summary>The name of every key that is not valid.</summary>
    public const string WrongKey = "wrong";

    /// <summary>Stands for all keys, also none.</summary>
    public const string Any = "*";

    /// <summary>The endings of keys with a state, such as <c>sk-local-gateway-key-expired</c>.</summary>
    public static readonly string[] KeyNames =
        ["disabled", "expired", "used-up", "exact", "limited", "poor", "modelonly", "lonely"];

    private const RelaySoftware New = RelaySoftware.NewApi;
    private const RelaySoftware Old = RelaySoftware.NewApi2025;
    private const RelaySoftware Hub = RelaySoftware.OneHub;
    private const RelaySoftware Suno = RelaySoftware.SunoApi;
    private const RelaySoftware NewLike = RelaySoftware.NewApi | RelaySoftware.Generic;
    private const RelaySoftware NewApis = RelaySoftware.NewApis;
    private const RelaySoftware Relays = RelaySoftware.Relays;

    private const string Guarded = "\\w+ /(suno|v1|dashboard)/.+";
    private const string Usage = "GET /api/usage/token/";
    private const string Submit = "POST /suno/submit/(music|lyrics)";
    private const string Fetch = "POST /suno/(?:submit/)?fetch|GET /suno/fetch/.+";
    private const string Billing = "GET (?:/v1)?/dashboard/billing/";
    private const string OtherAction = "POST /suno/submit/(?!(?:music|lyrics)$)(\\w+)";

    private const string NewExtra = ",\"supported_endpoint_types\":[\"openai\"]";
    private const string OldExtra = """
        ,"permission":[{"id":"modelperm-x","object":"model_permission","created":1626777600,
        "allow_create_engine":true,"allow_sampling":true,"allow_logprobs":true,"allow_search_indices":false,
        "allow_view":true,"allow_fine_tuning":false,"organization":"*","group":null,"is_blocking":false}],
        "root":"suno","parent":null
        """;

    private const string Html = "text/html; charset=utf-8";

    private const string Overloaded = """
        {"error":{"message":"system cpu overloaded (current: 95.3%, threshold: 90%)","type":"new_api_error",
        "param":"","code":"system_cpu_overloaded"}}
        """;

    /// <summary>The calls of the address of usage in <see cref="Window"/> that are answered.</summary>
    private const int CallsInWindow = 20;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(20);

    // The first that fits is sent.
    private static readonly RelayAnswer[] Rows =
    [
        // The account. The address of usage knows keys that are good for nothing else.
        new(NewLike, "GET /api/status", """
            {"data":{"quota_per_unit":500000,"quota_display_type":"USD","display_in_currency":true,"price":7.3,
            "usd_exchange_rate":7.3,"system_name":"New API","version":"v0.0.0"},"message":"","success":true}
            """) { Keys = Any },
        new(NewLike, "GET /api/usage/token", """<a href="/api/usage/token/">Moved Permanently</a>.""")
            { Keys = Any, Status = 301, ContentType = Html, Location = "/api/usage/token/" },
        new(NewLike, Usage, """{"message":"Invalid token","success":false}""") { Keys = WrongKey, Status = 401 },
        new(NewLike, Usage, """{"message":"This token status is unavailable","success":false}""")
            { Keys = "disabled", Status = 401 },
        UsageOf("expired", 5000000, 0, expires: 1795946924),
        UsageOf("exact", 50000, 0, unlimited: false),
        UsageOf("used-up", 50000, 50000, unlimited: false),
        UsageOf("limited", 60000, 50000, unlimited: false),
        UsageOf(null, 5000000, 755000),
        new(New, "\\w+ /api/task/self", """{"message":"Unauthorized, invalid access token","success":false}""")
            { Keys = Any },

        // The key.
        RelayAnswer.Guard(NewLike | RelaySoftware.Other, Guarded, 401, "Invalid token") with
            { Keys = "wrong disabled expired used-up" },
        RelayAnswer.Refusal(Suno, Guarded, 401, "invalid_request", "unauthorized secret token") with
            { Keys = WrongKey },
        .. KeyErrors(
            Old, "无效的令牌", "该令牌状态不可用", "该令牌已过期",
            "[sk-XXX***XXX] 该令牌额度已用尽 !token.UnlimitedQuota && token.RemainQuota = 0"),
        .. KeyErrors(Hub, "无效的令牌", "令牌状态不可用", "令牌已过期", "令牌额度已用尽"),
        new(New, "\\w+ /suno/.+", Overloaded) { Text = "overloaded", Status = 503 },
        RelayAnswer.Guard(New, Fetch, 403, "This token has no access to model ") with { Keys = "modelonly" },
        RelayAnswer.Guard(Old, Fetch, 403, "该令牌无权访问模型 ") with { Keys = "modelonly" },

        // What the key may use and has used.
        new(Relays | NewLike, Billing + "subscription", Subscription("0.12")) { Keys = "limited" },
        new(NewApis | NewLike, Billing + "subscription", Subscription("100000000")),
        new(Hub, Billing + "subscription", Subscription("200.1")),
        new(NewApis | NewLike, Billing + "usage", """{"object":"list","total_usage":{151+spent/5000}}"""),
        new(Hub, Billing + "usage", """{"object":"list","total_usage":{51+spent/5000}}"""),
        new(Relays | NewLike, "GET /v1/models", """{"data":[],"object":"list","success":true}""") { Keys = "lonely" },
        new(NewLike, "GET /v1/models", $$"""
            {"data":[{{Model("suno_music", "sunoapi", NewExtra)}},{{Model("suno_lyrics", "sunoapi", NewExtra)}}],
            "object":"list","success":true}
            """),
        new(Old, "GET /v1/models", $$"""
            {"data":[{{Model("suno_lyrics", "custom", OldExtra)}},{{Model("suno_music", "custom", OldExtra)}}],
            "success":true}
            """),
        new(Hub, "GET /v1/models", $$"""
            {"data":[{{Model("chirp-v3-0", "Suno")}},{{Model("chirp-v3-5", "Suno")}},{{Model("suno_lyrics", "Suno")}}],
            "object":"list"}
            """),
        new(Suno, "GET /suno/account", """
            {"code":"success","message":"","data":{"certificate":{"session_id":"sess_x","cookie":"a=b",
            "jwt":"synthetic-jwt","last_update":1795948139,"credits_left":{2490-spent/5000},"monthly_limit":2500,
            "monthly_usage":{10+spent/5000},"period":"2026-11","is_active":true},"msg":""}}
            """),

        // What a submission meets.
        .. new[] { 401, 402, 404, 500, 503 }.Select(status => Upstream(status, """{"detail":"upstream says no"}""")),
        Upstream(
            403, """{"detail": "Prompt was refused by the content policy"}""", "upstream http403|UP403|content policy"),
        Upstream(429, "当前分组上游负载已饱和，请稍后再试"),
        RelayAnswer.Refusal(
            NewApis, Submit, 500, "unmarshal_response_body_failed",
            "invalid character '<' looking for beginning of value") with { Text = "upstream html" },
        RelayAnswer.Refusal(NewApis, Submit, 500, "fail", "insufficient credits upstream") with
            { Text = "upstream biz" },
        RelayAnswer.Refusal(
            NewApis, Submit, 500, "do_request_failed", "do request failed: upstream error: do request failed") with
            { Text = "upstream is down" },
        RelayAnswer.Refusal(
            NewApis, Submit, 403, "pre_consume_token_quota_failed",
            "token quota is not enough, token remain quota: ＄0.020000, need quota: ＄0.100000") with
            { Keys = "limited" },
        RelayAnswer.Refusal(
            New, Submit, 403, "insufficient_user_quota", "用户额度不足, 剩余额度: ＄0.000000") with { Keys = "poor" },
        RelayAnswer.Refusal(Old, Submit, 403, "quota_not_enough", "user quota is not enough") with { Keys = "poor" },
        RelayAnswer.Guard(
            New, Submit, 503, "No available channel for model suno_$1 under group svip (distributor)",
            "model_not_found") with { Keys = "lonely" },
        RelayAnswer.Guard(Old, Submit, 503, "当前分组 svip 下对于模型 suno_$1 无可用渠道") with { Keys = "lonely" },
        RelayAnswer.Guard(
            New, OtherAction, 503,
            "No available channel for model suno_$1 under group default (distributor)", "model_not_found"),
        RelayAnswer.Guard(Old, OtherAction, 503, "当前分组 default 下对于模型 suno_$1 无可用渠道"),
        .. new[] { 401, 402, 403, 404, 500, 503 }.Select(status => RelayAnswer.Refusal(
            Hub, Submit, status, "bad_response_status_code", $"Provider API error: bad response status code {status}")
            with { Text = $"upstream http{status}" }),
        RelayAnswer.Refusal(Hub, Submit, 503, "provider_not_found", "当前分组 default 下对于模型 chirp-v99 无可用渠道") with
            { Text = "chirp-v99" },
        RelayAnswer.Refusal(Hub, Submit, 503, "provider_not_found", "当前分组 svip 下对于模型 chirp-v3-0 无可用渠道") with
            { Keys = "lonely" },
        RelayAnswer.Refusal(Hub, Submit, 500, "get_origin_task_failed", "origin task not found") with
            { Text = "\"task_id\":\"nope\"" },
        RelayAnswer.Refusal(Hub, OtherAction, 400, "invalid_request", "invalid_action"),
        RelayAnswer.Refusal(Suno, OtherAction, 400, "invalid_request", "invalid action"),
        RelayAnswer.Refusal(Suno, Submit, 400, "invalid_request", "task_id is empty") with
            { Text = "^(?!.*\"task_id\").*\"continue_clip_id\"" },

        // Everything else is the website, but below two paths.
        new(NewApis, "(\\w+) (/(?:v1|api)/.*)", """
            {"error":{"message":"Invalid URL ($1 $2)","type":"invalid_request_error","param":"","code":""}}
            """) { Keys = Any, Status = 404 },
        new(Hub, "(\\w+) (/(?:v1|api)/.*)", """
            {"error":{"code":"","message":"Invalid URL ($1 $2)","type":"invalid_request_error"}}
            """) { Keys = Any, Status = 404 },
        new(Relays, "(?!POST /suno/(fetch$|submit/\\w+$))(?!GET /suno/fetch/[^/]+$).*", "<html>classic</html>")
            { Keys = Any, ContentType = Html },
    ];

    private readonly Queue<DateTime> _calls = new();

    public void Clear()
    {
        lock (_calls)
        {
            _calls.Clear();
        }
    }

    /// <summary>Sends the answer to a request; false if the request is one for tasks.</summary>
    /// <param name="request">The request.</param>
    /// <param name="key">The name of its key: empty for the usual one, null for a wrong one.</param>
    public async ValueTask<bool> TryAnswerAsync(GatewayRequest request, string? key)
    {
        RelaySoftware software = request.Dialect.Software;
        string target = $"{request.Method} {request.Path}";
        if (Array.Find(Rows, row => row.IsFor(software, key, target, request)) is not { } answer)
        {
            return false;
        }

        HttpResponse response = request.Response;
        if (answer.Target == Usage && !IsWithinLimit())
        {
            response.StatusCode = StatusCodes.Status429TooManyRequests;
            response.ContentLength = 0;
            return true;
        }

        if (answer.Location is { } location)
        {
            response.Headers.Clear();
            response.Headers.Location = request.Dialect.PathPrefix + location;
        }

        string id = RequestId.Of(response, request.Dialect);
        string body = answer.Write(target, id, submissions.SpentBy(key));
        await TextAnswer.SendAsync(response, answer.Status, body, answer.ContentType);
        return true;
    }

    private bool IsWithinLimit()
    {
        lock (_calls)
        {
            while (_calls.TryPeek(out DateTime first) && DateTime.UtcNow - first > Window)
            {
                _calls.Dequeue();
            }

            _calls.Enqueue(DateTime.UtcNow);
            return _calls.Count <= CallsInWindow;
        }
    }

    private static RelayAnswer UsageOf(
        string? key, int granted, int used, bool unlimited = true, long expires = 0) => new(NewLike, Usage, $$"""
        {"code":true,"data":{"expires_at":{{expires}},"model_limits":{},"model_limits_enabled":false,
        "name":"{{key ?? "alice"}}","object":"token_usage","total_available":{{{granted - used}}-spent/1},
        "total_granted":{{granted}},"total_used":{{{used}}+spent/1},
        "unlimited_quota":{{(unlimited ? "true" : "false")}}},
        "message":"ok"}
        """) { Keys = key };

    private static IEnumerable<RelayAnswer> KeyErrors(
        RelaySoftware software, string wrong, string disabled, string expired, string usedUp) =>
        new[] { (WrongKey, wrong), ("disabled", disabled), ("expired", expired), ("used-up", usedUp) }.Select(
            error => RelayAnswer.Guard(software, Guarded, 401, error.Item2) with { Keys = error.Item1 });

    private static string Subscription(string limit) => $$"""
        {"object":"billing_subscription","has_payment_method":true,"soft_limit_usd":{{limit}},
        "hard_limit_usd":{{limit}},"system_hard_limit_usd":{{limit}},"access_until":0}
        """;

    private static string Model(string id, string owner, string extra = "") =>
        $$"""{"id":"{{id}}","object":"model","created":1626777600,"owned_by":"{{owner}}"{{extra}}}""";

    private static RelayAnswer Upstream(int status, string message, string? text = null) =>
        RelayAnswer.Refusal(NewApis, Submit, status, "fail_to_fetch_task", message) with
            { Text = text ?? $"upstream http{status}" };
}
