using Microsoft.AspNetCore.Http;

namespace SunoPS.Gateway;

/// <summary>
/// The differences between gateways as data: one row for each gateway. Everything else is common: a single task is
/// <c>GET /suno/fetch/{task_id}</c> everywhere.
/// </summary>
public sealed record GatewayDialect
{
    /// <summary>A generic gateway, which accepts every form of a request that any gateway accepts.</summary>
    public static GatewayDialect Any { get; } = new()
    {
        Name = "any",
        PathPrefix = "",
        TakesBareKey = true,
        BatchMethods = ["POST", "GET"],
        BatchPaths = ["/suno/fetch", "/suno/submit/fetch"],
        Software = RelaySoftware.Generic,
        SendsServerFields = true,
        SendsQuota = true,
    };

    /// <summary>X-See: a batch is a GET with a body, and the key has no scheme.</summary>
    public static GatewayDialect XSee { get; } = new()
    {
        Name = "x-see",
        Host = "aigc.x-see.cn",
        TakesBareKey = true,
        TakesBearerKey = false,
        BatchMethods = ["GET"],
        SendsServerFields = true,
    };

    /// <summary>OpenAI-Hub: a batch requires an action.</summary>
    public static GatewayDialect OpenAIHub { get; } = new()
    {
        Name = "openai-hub",
        Host = "api.openai-hub.com",
        RequiresAction = true,
        RequiresContinuedTask = true,
    };

    /// <summary>The gateway without a documented host: flat clips, and tasks without a notify_hook.</summary>
    public static GatewayDialect Seed002 { get; } = new()
    {
        Name = "seed-002",
        SendsFlatClips = true,
        SendsNotifyHook = false,
    };

    /// <summary>Ecovai: the simplest dialect.</summary>
    public static GatewayDialect Ecovai { get; } = new()
    {
        Name = "ecovai",
        Host = "api.ecovai.cn",
    };

    /// <summary>Suno-API, the original open-source server: single responses are bare.</summary>
    public static GatewayDialect SunoApi { get; } = new()
    {
        Name = "suno-api",
        TakesBareKey = true,
        Software = RelaySoftware.SunoApi,
        RequestIdHeader = "X-Any2api-Request-Id",
        UnknownTask = ("invalid_request", "task not exist"),
        SaysWrongMethod = false,
        AnswersBare = true,
        RequiresContinuedTask = true,
        ChecksMusic = false,
        SendsNotifyHook = false,
        SendsProgress = false,
        SendsServerFields = true,
    };

    /// <summary>new-api of July 2026.</summary>
    public static GatewayDialect NewApi { get; } = new()
    {
        Name = "new-api",
        TakesBareKey = true,
        Software = RelaySoftware.NewApi,
        VersionHeader = "X-New-Api-Version",
        ChecksMusic = false,
        SendsNotifyHook = false,
        SendsQuota = true,
        SendsNullForNone = true,
    };

    /// <summary>new-api of April 2025: fewer fields and Chinese errors.</summary>
    public static GatewayDialect NewApi2025 { get; } = NewApi with
    {
        Name = "new-api-2025",
        Software = RelaySoftware.NewApi2025,
        VersionHeader = null,
        SendsQuota = false,
    };

    /// <summary>one-hub of February 2026.</summary>
    public static GatewayDialect OneHub { get; } = NewApi2025 with
    {
        Name = "one-hub",
        Software = RelaySoftware.OneHub,
        UnknownTask = ("task_not_exist", ""),
        UnknownTaskStatus = StatusCodes.Status404NotFound,
        SaysNullData = false,
        RequiresContinuedTask = true,
        SendsNullForNone = false,
    };

    public static IReadOnlyList<GatewayDialect> All { get; } =
        [Any, XSee, OpenAIHub, Seed002, Ecovai, SunoApi, NewApi, NewApi2025, OneHub];

    /// <summary>The name in the log.</summary>
    public required string Name { get; init; }

    /// <summary>The path prefix: by default the name after a slash.</summary>
    public string PathPrefix { get => field ?? $"/{Name}"; init; }

    /// <summary>The host of the real gateway, where the dialect is served without the prefix; null for none.</summary>
    public string? Host { get; init; }

    public bool TakesBareKey { get; init; }

    public bool TakesBearerKey { get; init; } = true;

    public IReadOnlyList<string> BatchMethods { get; init; } = ["POST"];

    /// <summary>The accepted paths of a batch request, below the prefix.</summary>
    public IReadOnlyList<string> BatchPaths { get; init; } = ["/suno/fetch"];

    /// <summary>The software whose account addresses and errors it has.</summary>
    public RelaySoftware Software { get; init; } = RelaySoftware.Other;

    public string RequestIdHeader { get; init; } = "x-oneapi-request-id";

    /// <summary>The header of the version; null for none.</summary>
    public string? VersionHeader { get; init; }

    /// <summary>The response to the id of an unknown task.</summary>
    public (string Code, string Message) UnknownTask { get; init; } = ("task_not_exist", "task_not_exist");

    public int UnknownTaskStatus { get; init; } = StatusCodes.Status400BadRequest;

    /// <summary>Whether an error has <c>"data":null</c>.</summary>
    public bool SaysNullData { get; init; } = true;

    /// <summary>Whether a wrong method on a valid path is 405; otherwise it is 404, like a wrong path.</summary>
    public bool SaysWrongMethod { get; init; } = true;

    /// <summary>Whether a single response is bare: only clips or lyrics.</summary>
    public bool AnswersBare { get; init; }

    public bool RequiresAction { get; init; }

    /// <summary>Whether a continuation requires the task of its clip.</summary>
    public bool RequiresContinuedTask { get; init; }

    /// <summary>Whether music without a prompt or description is rejected.</summary>
    public bool ChecksMusic { get; init; } = true;

    /// <summary>
    /// Whether all fields of a generated clip are in one object, and times are strings. Otherwise tags, prompt and
    /// duration are in <c>metadata</c>.
    /// </summary>
    public bool SendsFlatClips { get; init; }

    public bool SendsNotifyHook { get; init; } = true;

    public bool SendsProgress { get; init; } = true;

    /// <summary>
    /// Whether tasks and clips contain internal fields of a server: <c>id</c>, <c>created_at</c>, <c>updated_at</c> and
    /// <c>search_item</c> of a task; <c>type</c>, <c>refund_credits</c> and <c>stream</c> of a nested clip.
    /// </summary>
    public bool SendsServerFields { get; init; }

    /// <summary>
    /// Whether tasks have the fields of new-api: <c>quota</c>, <c>platform</c>, <c>user_id</c>, <c>group</c>,
    /// <c>channel_id</c>, <c>properties</c>, and rows as numbers. The generic gateway has them in submitted tasks only.
    /// </summary>
    public bool SendsQuota { get; init; }

    /// <summary>Whether a batch without any known task has null as its data.</summary>
    public bool SendsNullForNone { get; init; }

    public override string ToString() => Name;

    /// <summary>Returns the dialect at an address: by host, by path prefix, or else <see cref="Any"/>.</summary>
    internal static GatewayDialect Of(string host, string path) =>
        All.FirstOrDefault(dialect => string.Equals(dialect.Host, host, StringComparison.OrdinalIgnoreCase))
            is { } named
            ? named with { PathPrefix = "" }
            : All.LastOrDefault(dialect => path.StartsWith(dialect.PathPrefix + "/", StringComparison.Ordinal)) ?? Any;
}
